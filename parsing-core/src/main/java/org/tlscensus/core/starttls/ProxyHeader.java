package org.tlscensus.core.starttls;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tlscensus.core.row.ProxyProtocolRow;
import org.tlscensus.core.wire.AddressText;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * The header that a proxy puts before the bytes of a connection, to tell whose they are (W.
 * Tarreau, "The PROXY protocol", versions 1 and 2).
 *
 * <pre>
 *   version 1   PROXY TCP4 192.0.2.1 198.51.100.2 50000 443 CR LF
 *   version 2   signature (12 bytes), version and command, family and transport, length (16 bits),
 *               addresses, TLVs
 * </pre>
 *
 * @param isMalformed whether a part of it could not be read; its end is known all the same
 */
public record ProxyHeader(ProxyProtocolRow row, boolean isMalformed) {
    /** The header's first bytes may be another protocol's: more are needed. */
    public static final int NEED_MORE = 0;

    /** No header. */
    public static final int NONE = -1;

    private static final byte[] SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};
    private static final int FIXED_BYTES = 16; // of version 2, before the addresses
    private static final int LINE_BYTES = 107; // the longest line of version 1, with its CRLF
    private static final byte[] WORD = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> LINE_PROTOCOLS = List.of("UNKNOWN", "TCP4", "TCP6");
    private static final int LOCAL = 0;
    private static final int INET = 1; // families
    private static final int INET6 = 2;
    private static final int UNIX = 3;
    private static final int UNIX_PATH_BYTES = 108;
    private static final int ALPN = 0x01; // types of TLVs
    private static final int AUTHORITY = 0x02;

    /** Whether a header may begin here, as far as the bytes go. */
    public static boolean mayBegin(byte[] bytes, int offset, int length) {
        return length > 0 && length(bytes, offset, length) != NONE;
    }

    /** How long the header is that begins here: {@link #NEED_MORE}, or {@link #NONE}. */
    public static int length(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return NEED_MORE;
        }
        return switch (bytes[offset]) {
            case 'P' -> lineLength(bytes, offset, length);
            case '\r' -> binaryLength(bytes, offset, length);
            default -> NONE;
        };
    }

    private static int lineLength(byte[] bytes, int offset, int length) {
        if (!agrees(WORD, bytes, offset, length)) {
            return NONE;
        }
        int end = Math.min(length, LINE_BYTES);
        for (int i = WORD.length; i < end; i++) {
            byte value = bytes[offset + i];
            if (value == '\n') {
                String line = text(bytes, offset, i).stripTrailing();
                return LINE_PROTOCOLS.contains(Text.upperWord(line, 1)) ? i + 1 : NONE;
            }
            if (value < ' ' && value != '\r') {
                return NONE;
            }
        }
        return length < LINE_BYTES ? NEED_MORE : NONE;
    }

    private static int binaryLength(byte[] bytes, int offset, int length) {
        boolean isVersion2 =
                length <= SIGNATURE.length || bytes[offset + SIGNATURE.length] >> 4 == 2;
        if (!agrees(SIGNATURE, bytes, offset, length) || !isVersion2) {
            return NONE;
        }
        if (length < FIXED_BYTES) {
            return NEED_MORE;
        }
        int rest = (bytes[offset + 14] & 0xff) << 8 | bytes[offset + 15] & 0xff;
        return length < FIXED_BYTES + rest ? NEED_MORE : FIXED_BYTES + rest;
    }

    private static boolean agrees(byte[] expected, byte[] bytes, int offset, int length) {
        for (int i = 0; i < Math.min(expected.length, length); i++) {
            if (bytes[offset + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    /** Reads a whole header, whose length {@link #length} told. */
    public static ProxyHeader parse(byte[] bytes, int offset, int length) {
        return bytes[offset] == 'P'
                ? ofLine(text(bytes, offset, length).stripTrailing())
                : ofBinary(new ByteCursor(bytes, offset, length));
    }

    private static ProxyHeader ofLine(String line) {
        List<String> words = Text.words(line);
        boolean isUnknown = words.get(1).equals("UNKNOWN"); // what follows is not meant
        int source = words.size() == 6 ? Text.number(words.get(4)) : -1;
        int destination = words.size() == 6 ? Text.number(words.get(5)) : -1;
        if (isUnknown || !isPort(source) || !isPort(destination)) {
            return new ProxyHeader(
                    new ProxyProtocolRow(1, null, null, null, null, null, null), !isUnknown);
        }
        String from = address(AddressText.parse(words.get(2)), words.get(1));
        String to = address(AddressText.parse(words.get(3)), words.get(1));
        return new ProxyHeader(
                new ProxyProtocolRow(1, from, source, to, destination, null, null),
                from == null || to == null);
    }

    private static String address(byte[] address, String protocol) {
        boolean isOfProtocol =
                address != null && address.length == (protocol.equals("TCP4") ? 4 : 16);
        return isOfProtocol ? text(address) : null;
    }

    private static String text(byte[] address) {
        return address.length == 4 ? AddressText.of(address) : AddressText.ofSixteen(address);
    }

    private static boolean isPort(int number) {
        return number >= 0 && number <= 0xffff;
    }

    private static ProxyHeader ofBinary(ByteCursor header) {
        Fields fields = new Fields();
        boolean isMalformed = false;
        try {
            header.skip(SIGNATURE.length, "signature");
            int command = header.u8("command") & 0xf;
            int family = header.u8("family") >> 4;
            header.skip(2, "length");
            addresses(fields, header, family, command == LOCAL);
            tlvs(fields, header);
        } catch (ParseException e) {
            isMalformed = true;
        }
        return new ProxyHeader(fields.toRow(), isMalformed);
    }

    private static final class Fields {
        String source;
        Integer sourcePort;
        String destination;
        Integer destinationPort;
        String authority;
        String alpn;

        ProxyProtocolRow toRow() {
            return new ProxyProtocolRow(
                    2, source, sourcePort, destination, destinationPort, authority, alpn);
        }
    }

    private static void addresses(Fields fields, ByteCursor in, int family, boolean isLocal)
            throws ParseException {
        int bytes =
                family == INET ? 4 : family == INET6 ? 16 : family == UNIX ? UNIX_PATH_BYTES : 0;
        if (bytes == 0 || isLocal && in.remaining() < 2 * bytes) {
            return; // a proxy's own connection may name a family without any addresses
        }
        byte[] source = in.copy(bytes, "source_address");
        byte[] destination = in.copy(bytes, "destination_address");
        Integer sourcePort = family == UNIX ? null : (Integer) in.u16("source_port");
        Integer destinationPort = family == UNIX ? null : (Integer) in.u16("destination_port");
        if (!isLocal) {
            fields.source = family == UNIX ? path(source) : text(source);
            fields.sourcePort = sourcePort;
            fields.destination = family == UNIX ? path(destination) : text(destination);
            fields.destinationPort = destinationPort;
        }
    }

    private static String path(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return Text.readable(text(bytes, 0, end), UNIX_PATH_BYTES);
    }

    private static void tlvs(Fields fields, ByteCursor in) throws ParseException {
        while (!in.isAtEnd()) {
            int type = in.u8("type");
            byte[] value = in.vector16(0, 0xffff, "value").rest();
            String text = Text.readable(text(value, 0, Math.min(value.length, 1024)), 256);
            if (type == ALPN && fields.alpn == null) {
                fields.alpn = text;
            } else if (type == AUTHORITY && fields.authority == null) {
                fields.authority = text;
            }
        }
    }
}
