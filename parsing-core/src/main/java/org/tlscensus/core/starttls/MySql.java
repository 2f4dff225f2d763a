package org.tlscensus.core.starttls;

import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/**
 * The connection phase of MySQL and MariaDB ("Protocol::HandshakeV10", "Protocol::SSLRequest"). The
 * request for TLS is a truncated response to the greeting; nobody answers it, TLS follows at once.
 */
final class MySql implements MessageProtocol {
    private static final int HEADER_BYTES = 4;
    private static final int PROTOCOL_10 = 10;
    private static final int ERROR = 0xff;
    private static final int SSL = 0x800;
    private static final int PROTOCOL_41 = 0x200;
    private static final int SSL_REQUEST_BYTES = 32;
    private static final int OLD_SSL_REQUEST_BYTES = 5; // before PROTOCOL_41: flags, largest packet

    private final StartTlsState findings;
    private boolean isGreeted;
    private boolean isResponded;

    MySql(StartTlsState findings) {
        this.findings = findings;
        findings.protocol("mysql");
    }

    static Protocol.Opening opening(byte[] first, int count) {
        if (count < 6) {
            return count > 2 && first[2] != 0 || count > 3 && first[3] != 0 && first[3] != 1
                    ? Protocol.Opening.NO
                    : Protocol.Opening.NEED_MORE;
        }
        int length = first[0] & 0xff | (first[1] & 0xff) << 8;
        if (first[3] == 1) {
            return openingOfClient(first, count, length);
        }
        boolean isGreeting =
                first[4] == PROTOCOL_10 && length > 20 && first[5] >= '0' && first[5] < 0x7f;
        if (isGreeting) {
            return Protocol.Opening.SERVER;
        }
        boolean isError = (first[4] & 0xff) == ERROR && length > 4 && length < 1024;
        if (!isError || count < 7) {
            return isError ? Protocol.Opening.NEED_MORE : Protocol.Opening.NO;
        }
        int code = first[5] & 0xff | (first[6] & 0xff) << 8;
        return code >= 1000 && code < 5000 ? Protocol.Opening.SERVER : Protocol.Opening.NO;
    }

    /** Flags, largest packet and character set, then 19 bytes of nothing. */
    private static Protocol.Opening openingOfClient(byte[] first, int count, int length) {
        boolean isModern = (first[5] & PROTOCOL_41 >> 8) != 0 && length >= SSL_REQUEST_BYTES;
        for (int i = 13; i < Math.min(count, 32); i++) {
            isModern &= first[i] == 0;
        }
        if (!isModern) {
            return Protocol.Opening.NO;
        }
        return count < 32 ? Protocol.Opening.NEED_MORE : Protocol.Opening.CLIENT;
    }

    @Override
    public long length(Side role, ByteCursor start) throws ParseException {
        return start.remaining() < HEADER_BYTES
                ? 0
                : HEADER_BYTES + littleEndian(start, 3, "payload_length");
    }

    private static long littleEndian(ByteCursor in, int bytes, String field) throws ParseException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) in.u8(field) << 8 * i;
        }
        return value;
    }

    @Override
    public void message(Side role, ByteCursor message) throws ParseException {
        message.skip(HEADER_BYTES, "header");
        if (message.isAtEnd()) {
            return;
        }
        if (role == Side.CLIENT) {
            if (!isResponded) {
                response(message);
            }
        } else if (!isGreeted) {
            isGreeted = true;
            greeting(message);
        } else {
            outcome(message);
        }
    }

    private void greeting(ByteCursor message) throws ParseException {
        int version = message.u8("protocol_version");
        if (version == ERROR) {
            findings.stage(StartTlsState.Stage.OVER);
            return;
        }
        if (isResponded || version != PROTOCOL_10) {
            return; // the greeting itself was not captured
        }
        findings.software(zeroEnded(message, "server_version"));
        message.skip(4 + 8 + 1, "thread_id"); // and the first part of the challenge
        long capabilities = littleEndian(message, 2, "capability_flags");
        findings.listed((capabilities & SSL) != 0);
        if (message.isAtEnd()) {
            return; // of before version 4.1
        }
        message.skip(1 + 2 + 2, "character_set");
        int challengeBytes = message.u8("auth_plugin_data_len");
        message.skip(10, "reserved");
        int rest = Math.max(13, challengeBytes - 8);
        if (message.remaining() > rest) {
            message.skip(rest, "auth_plugin_data_part_2");
            findings.mechanism(zeroEnded(message, "auth_plugin_name"));
        }
    }

    /** A string up to a zero byte, or to the end. */
    private static String zeroEnded(ByteCursor in, String field) throws ParseException {
        StringBuilder text = new StringBuilder();
        while (!in.isAtEnd()) {
            int value = in.u8(field);
            if (value == 0) {
                break;
            }
            text.append((char) value);
        }
        return text.toString();
    }

    private void response(ByteCursor message) throws ParseException {
        int length = message.remaining();
        long capabilities = littleEndian(message, 2, "client_flag");
        boolean isModern = (capabilities & PROTOCOL_41) != 0;
        boolean isRequest = length == (isModern ? SSL_REQUEST_BYTES : OLD_SSL_REQUEST_BYTES);
        if ((capabilities & SSL) != 0 && isRequest) {
            findings.requestedWithoutAnswer();
            findings.answeredByTls();
        } else {
            isResponded = true;
        }
    }

    /** OK, error, or another step of the authentication. */
    private void outcome(ByteCursor message) throws ParseException {
        int kind = message.u8("kind");
        if (kind == ERROR) {
            findings.turnedAway();
        }
        if (isResponded && kind == 0) {
            findings.authenticated();
        }
        if (isResponded && (kind == 0 || kind == ERROR)) {
            findings.stage(StartTlsState.Stage.OVER);
        }
    }
}
