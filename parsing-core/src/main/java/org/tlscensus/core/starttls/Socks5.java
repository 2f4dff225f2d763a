package org.tlscensus.core.starttls;

import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/** A SOCKS 5 proxy's dialogue (RFC 1928, RFC 1929). */
final class Socks5 implements MessageProtocol {
    private static final int VERSION = 5;
    private static final int CONNECT = 1;
    private static final int MAX_METHODS = 10;
    private static final int USER_PASSWORD = 2;
    private static final int NO_AUTHENTICATION = 0;

    private enum Awaited {
        METHODS,
        PASSWORD,
        REQUEST
    }

    private final StartTlsState findings;
    private Awaited fromClient = Awaited.METHODS;
    private Awaited fromServer = Awaited.METHODS;

    Socks5(StartTlsState findings) {
        this.findings = findings;
        findings.rowOnlyOnRequest();
    }

    static Protocol.Opening opening(byte[] first, int count) {
        if (first[0] != VERSION) {
            return Protocol.Opening.NO;
        }
        int methods = count > 1 ? first[1] : 1;
        if (methods < 1 || methods > MAX_METHODS) {
            return Protocol.Opening.NO;
        }
        for (int i = 2; i < Math.min(count, 2 + methods); i++) {
            if (first[i] > 9) { // methods are few, or private ones of 0x80 and more
                return Protocol.Opening.NO;
            }
        }
        if (count < 2 + methods) {
            return Protocol.Opening.NEED_MORE;
        }
        // A server's choice of the password, and that it is right, reads like a greeting.
        boolean mayBeAnswer = methods == USER_PASSWORD && first[2] == 1 && first[3] <= 1;
        return mayBeAnswer ? Protocol.Opening.EITHER : Protocol.Opening.CLIENT;
    }

    @Override
    public long length(Side role, ByteCursor start) throws ParseException {
        if (role == Side.SERVER) {
            return fromServer == Awaited.REQUEST ? addressed(start) : 2;
        }
        return switch (fromClient) {
            case METHODS -> {
                start.skip(1, "version");
                yield start.isAtEnd() ? 0 : 2 + start.u8("nmethods");
            }
            case PASSWORD, REQUEST -> {
                boolean isPassword = start.u8("version") != VERSION;
                fromClient = isPassword ? Awaited.PASSWORD : Awaited.REQUEST;
                yield isPassword ? password(start) : addressedRest(start);
            }
        };
    }

    private static long password(ByteCursor start) throws ParseException {
        if (start.isAtEnd()) {
            return 0;
        }
        int user = start.u8("ulen");
        if (start.remaining() <= user) {
            return 0;
        }
        start.skip(user, "uname");
        return 3L + user + start.u8("plen");
    }

    private static long addressed(ByteCursor start) throws ParseException {
        start.skip(1, "version");
        return addressedRest(start);
    }

    /** Version, command or reply, reserved, address type, address, port. */
    private static long addressedRest(ByteCursor start) throws ParseException {
        if (start.remaining() < 4) {
            return 0;
        }
        start.skip(2, "command");
        return switch (start.u8("address_type")) {
            case 1 -> 4 + 4 + 2;
            case 3 -> 4 + 1 + start.u8("length") + 2;
            case 4 -> 4 + 16 + 2;
            default -> throw new ParseException(ParseException.Reason.BAD_VALUE, "address_type", 3);
        };
    }

    @Override
    public void message(Side role, ByteCursor message) throws ParseException {
        int version = message.u8("version");
        if (role == Side.SERVER) {
            answer(version, message);
        } else if (fromClient == Awaited.METHODS) {
            fromClient = Awaited.REQUEST;
        } else if (fromClient == Awaited.REQUEST) {
            request(message);
        }
    }

    private void request(ByteCursor message) throws ParseException {
        int command = message.u8("command");
        if (command != CONNECT) {
            findings.stage(StartTlsState.Stage.OVER);
            return;
        }
        message.skip(message.remaining() - 2, "address");
        findings.tunnelRequested("socks5", message.u16("port"));
    }

    private void answer(int version, ByteCursor message) throws ParseException {
        int code = message.u8("code");
        switch (fromServer) {
            case METHODS -> {
                boolean isKnown = code == USER_PASSWORD || code == NO_AUTHENTICATION;
                if (version != VERSION || !isKnown) {
                    findings.stage(StartTlsState.Stage.OVER);
                }
                fromServer = code == USER_PASSWORD ? Awaited.PASSWORD : Awaited.REQUEST;
            }
            case PASSWORD -> fromServer = Awaited.REQUEST;
            case REQUEST -> {
                boolean isTunnel = code == 0 && findings.stage() == StartTlsState.Stage.REQUESTED;
                findings.stage(isTunnel ? StartTlsState.Stage.TUNNEL : StartTlsState.Stage.OVER);
            }
        }
    }
}
