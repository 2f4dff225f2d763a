package org.tlscensus.core.starttls;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/** PostgreSQL's protocol ("Frontend/Backend Protocol", message flow and message formats). */
final class PostgreSql implements MessageProtocol {
    private static final long SSL_REQUEST = 80877103;
    private static final long GSS_ENCRYPTION_REQUEST = 80877104;
    private static final long CANCEL_REQUEST = 80877102;
    private static final long PROTOCOL_2 = 2 << 16;
    private static final long MAX_STARTUP_BYTES = 10_000; // as the server's own bound

    private enum Awaited {
        NOTHING,
        TLS_ANSWER,
        GSS_ANSWER
    }

    private final StartTlsState findings;
    private Awaited awaited = Awaited.NOTHING;
    private boolean isStarted;
    private boolean isChallenged;

    PostgreSql(StartTlsState findings) {
        this.findings = findings;
        findings.protocol("postgresql");
    }

    static Protocol.Opening opening(byte[] first, int count) {
        ByteCursor in = new ByteCursor(first, 0, count);
        try {
            boolean isServer = first[0] == 'R';
            if (first[0] != 0 && !isServer || count > 1 && first[1] != 0) {
                return Protocol.Opening.NO; // both begin with a length that is not large
            }
            if (isServer) {
                return openingOfServer(in, count);
            }
            if (count < 8) {
                return Protocol.Opening.NEED_MORE;
            }
            return isStartup(in.u32("length"), in.u32("code"))
                    ? Protocol.Opening.CLIENT
                    : Protocol.Opening.NO;
        } catch (ParseException e) {
            return Protocol.Opening.NEED_MORE;
        }
    }

    /** An authentication request. */
    private static Protocol.Opening openingOfServer(ByteCursor in, int count)
            throws ParseException {
        if (count < 9) {
            return Protocol.Opening.NEED_MORE;
        }
        in.u8("type");
        long length = in.u32("length");
        long kind = in.u32("kind");
        return length >= 8 && length < 256 && kind <= 12
                ? Protocol.Opening.SERVER
                : Protocol.Opening.NO;
    }

    private static boolean isStartup(long length, long code) {
        if (code == SSL_REQUEST || code == GSS_ENCRYPTION_REQUEST) {
            return length == 8;
        }
        boolean isProtocol = code >> 16 == 3 || code == PROTOCOL_2;
        return length <= MAX_STARTUP_BYTES && (isProtocol || code == CANCEL_REQUEST);
    }

    @Override
    public long length(Side role, ByteCursor start) throws ParseException {
        boolean isTyped = role == Side.CLIENT ? isStarted : true;
        if (role == Side.SERVER && awaited != Awaited.NOTHING) {
            int answer = start.u8("answer");
            if (answer != 'E') {
                return 1;
            }
        } else if (isTyped) {
            start.u8("type");
        }
        if (start.remaining() < 4) {
            return 0;
        }
        long length = start.u32("length");
        if (length < 4 || !isTyped && length > MAX_STARTUP_BYTES) {
            throw new ParseException(ParseException.Reason.BAD_LENGTH, "length", 0);
        }
        return length + (isTyped ? 1 : 0);
    }

    @Override
    public void message(Side role, ByteCursor message) throws ParseException {
        if (role == Side.CLIENT) {
            if (!isStarted) {
                startup(message);
            }
        } else if (awaited == Awaited.NOTHING) {
            reply(message);
        } else {
            answer(message.u8("answer"));
        }
    }

    private void startup(ByteCursor message) throws ParseException {
        message.u32("length");
        long code = message.u32("code");
        if (code == SSL_REQUEST) {
            awaited = Awaited.TLS_ANSWER;
            findings.requested();
        } else if (code == GSS_ENCRYPTION_REQUEST) {
            awaited = Awaited.GSS_ANSWER;
        } else if (code == CANCEL_REQUEST) {
            findings.stage(StartTlsState.Stage.OVER);
        } else {
            isStarted = true;
        }
    }

    private void answer(int answer) {
        boolean isTls = awaited == Awaited.TLS_ANSWER;
        awaited = Awaited.NOTHING;
        if (isTls && answer == 'S') {
            findings.accepted();
        } else if (isTls) {
            findings.refused();
        }
        if (answer == 'G' || answer == 'E') {
            findings.stage(StartTlsState.Stage.OVER);
        }
    }

    private void reply(ByteCursor message) throws ParseException {
        int type = message.u8("type");
        message.u32("length");
        switch (type) {
            case 'R' -> authentication(message);
            case 'S' -> parameter(message);
            case 'Z' -> findings.stage(StartTlsState.Stage.OVER); // ready for queries
            default -> {}
        }
    }

    private void authentication(ByteCursor message) throws ParseException {
        int kind = (int) message.u32("kind");
        switch (kind) {
            case 0 -> {
                if (isChallenged) {
                    findings.authenticated();
                }
            }
            case 3 -> findings.mechanism("password");
            case 5 -> findings.mechanism("md5");
            case 7 -> findings.mechanism("gssapi");
            case 9 -> findings.mechanism("sspi");
            case 10 -> strings(message).forEach(findings::mechanism);
            default -> {}
        }
        isChallenged = kind != 0;
    }

    private void parameter(ByteCursor message) {
        List<String> pair = strings(message);
        if (pair.size() > 1 && pair.get(0).equals("server_version")) {
            findings.software(pair.get(1));
        }
    }

    private static List<String> strings(ByteCursor message) {
        String text = new String(message.rest(), StandardCharsets.ISO_8859_1);
        return List.of(text.split("\0", 8));
    }
}
