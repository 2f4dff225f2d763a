package org.tlscensus.core.ocsp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The path of an OCSP request by GET (RFC 6960 section A.1): the responder's path, and behind a
 * slash the request in base64, escaped for a URL or not, or twice, or in the alphabet for URLs (RFC
 * 4648 section 5). Base64 has slashes itself, so which slash it is has to be found out.
 *
 * @param responderPath what stands before the request, without the slash
 * @param request the request's bytes; the caller owns them
 */
public record OcspPath(String responderPath, byte[] request) {
    /** Longest path that is looked at, in characters; RFC 6960 has GET for less than 255 bytes. */
    private static final int MAX_LENGTH = 8192;

    /** How often a path is found escaped: by the client, and again by what it runs in. */
    private static final int MAX_ESCAPES = 3;

    /** Slashes that are tried. */
    private static final int MAX_SLASHES = 64;

    /** The request in a path, if one can be read from there: behind the last slash, or any. */
    public static Optional<OcspPath> parse(String path) {
        int last = path.lastIndexOf('/');
        if (last < 0 || path.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Optional<OcspPath> found = behind(path, last);
        int slash = path.indexOf('/');
        for (int i = 0; i < MAX_SLASHES && found.isEmpty() && slash < last; i++) {
            found = behind(path, slash);
            slash = path.indexOf('/', slash + 1);
        }
        return found;
    }

    private static Optional<OcspPath> behind(String path, int slash) {
        byte[] base64 = path.substring(slash + 1).getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < MAX_ESCAPES && isEscaped(base64); i++) {
            base64 = unescaped(base64);
        }
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(inPlainAlphabet(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // characters that base64 cannot end with
        }
        OcspRequest request = OcspRequest.parse(bytes);
        return request.parseError() == null && !request.singles().isEmpty()
                ? Optional.of(new OcspPath(path.substring(0, slash), bytes))
                : Optional.empty();
    }

    private static boolean isEscaped(byte[] text) {
        for (byte b : text) {
            if (b == '%') {
                return true;
            }
        }
        return false;
    }

    /** Takes %HH back. */
    private static byte[] unescaped(byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
        for (int i = 0; i < text.length; i++) {
            int high = text[i] == '%' && i + 2 < text.length ? digit(text[i + 1]) : -1;
            int low = high < 0 ? -1 : digit(text[i + 2]);
            if (low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(text[i]);
            }
        }
        return out.toByteArray();
    }

    private static int digit(byte b) {
        return Character.digit((char) (b & 0xff), 16);
    }

    /** Of a URL's alphabet, and for the blank that some decoder made of a plus sign. */
    private static byte[] inPlainAlphabet(byte[] base64) {
        byte[] plain = base64.clone();
        for (int i = 0; i < plain.length; i++) {
            plain[i] =
                    switch (plain[i]) {
                        case '-', ' ' -> '+';
                        case '_' -> '/';
                        default -> plain[i];
                    };
        }
        return plain;
    }
}
