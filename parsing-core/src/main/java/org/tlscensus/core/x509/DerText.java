package org.tlscensus.core.x509;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Text of the ASN.1 string types as people can read it, whatever its bytes.
 *
 * <p>A byte that is not of its encoding is held as U+DC00 plus the byte, a lone surrogate which no
 * valid text has, until the text is shown.
 */
final class DerText {
    static final int UTF8_STRING = 0x0c;
    static final int NUMERIC_STRING = 0x12;
    static final int PRINTABLE_STRING = 0x13;
    static final int TELETEX_STRING = 0x14;
    static final int IA5_STRING = 0x16;
    static final int VISIBLE_STRING = 0x1a;
    static final int UNIVERSAL_STRING = 0x1c;
    static final int BMP_STRING = 0x1e;

    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
    private static final HexFormat HEX = HexFormat.of();
    private static final int BAD_BYTE = 0xdc00;

    private DerText() {}

    /** The text of a string value; null when it is of no string type, or no text at all. */
    static String decode(DerValue value) {
        return switch (value.tag()) {
            case UTF8_STRING -> utf8(value);
            case PRINTABLE_STRING, IA5_STRING, NUMERIC_STRING, VISIBLE_STRING -> narrow(value);
            case TELETEX_STRING -> latin1(value);
            case BMP_STRING -> wide(value, 2);
            case UNIVERSAL_STRING -> wide(value, 4);
            default -> null;
        };
    }

    /** A name in IA5 characters as a column shows it. */
    static String shown(DerValue ia5) {
        return escape(narrow(ia5));
    }

    /** Control characters and bad bytes as \xHH. */
    static String escape(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) >= 0x20 && text.charAt(i) < 0x7f) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, i);
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (needsEscape(c)) {
                shown.append("\\x").append(HEX.toHexDigits((byte) c));
            } else {
                shown.append(c);
                if (Character.isHighSurrogate(c)) {
                    shown.append(text.charAt(++i)); // always whole: decoding leaves none alone
                }
            }
        }
        return shown.toString();
    }

    /** Whether the character, which is no second half of a pair, is a control or a bad byte. */
    static boolean needsEscape(char c) {
        return c < 0x20 || c >= 0x7f && c < 0xa0 || isBadByte(c);
    }

    static boolean isBadByte(char c) {
        return c >= BAD_BYTE + 0x80 && c <= BAD_BYTE + 0xff;
    }

    private static String utf8(DerValue value) {
        if (isAscii(value)) {
            return latin1(value);
        }
        CharsetDecoder decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(value.bytes(), value.body(), value.length());
        CharBuffer out = CharBuffer.allocate(value.length());
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (BAD_BYTE + (in.get() & 0xff)));
            }
            decoder.reset();
        }
    }

    /** Characters of 7 bits; what has more is UTF-8 if it can be, else ISO 8859-1. */
    private static String narrow(DerValue value) {
        String text = utf8(value);
        for (int i = 0; i < text.length(); i++) {
            if (isBadByte(text.charAt(i)) && !isSecondHalf(text, i)) {
                return latin1(value);
            }
        }
        return text;
    }

    private static boolean isSecondHalf(String text, int i) {
        return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private static String latin1(DerValue value) {
        return new String(value.bytes(), value.body(), value.length(), StandardCharsets.ISO_8859_1);
    }

    private static boolean isAscii(DerValue value) {
        for (int i = value.body(); i < value.end(); i++) {
            if (value.bytes()[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Big-endian UTF-16 or UTF-32; null when that is not what the bytes are. */
    private static String wide(DerValue value, int width) {
        if (value.length() % width != 0) {
            return null;
        }
        return new String(
                value.bytes(),
                value.body(),
                value.length(),
                width == 2 ? StandardCharsets.UTF_16BE : UTF_32BE);
    }
}
