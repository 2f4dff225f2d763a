package org.tlscensus.core.starttls;

import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/** A SOCKS 4 or 4a proxy's request and reply (Y.-D. Lee's and NEC's memoranda on SOCKS). */
final class Socks4 implements MessageProtocol {
    private static final int VERSION = 4;
    private static final int CONNECT = 1;
    private static final int GRANTED = 90;
    private static final int REPLY_BYTES = 8;
    private static final int MAX_REQUEST_BYTES = 1024;

    private final StartTlsState findings;

    Socks4(StartTlsState findings) {
        this.findings = findings;
        findings.rowOnlyOnRequest();
    }

    static Protocol.Opening opening(byte[] first, int count) {
        if (first[0] != VERSION || count > 1 && first[1] != CONNECT) {
            return Protocol.Opening.NO;
        }
        for (int i = 8; i < count; i++) {
            if (first[i] > 0 && first[i] < ' ' || first[i] < 0) {
                return Protocol.Opening.NO; // the user or the host is text
            }
        }
        try {
            return requestLength(new ByteCursor(first, 0, count)) > 0
                    ? Protocol.Opening.CLIENT
                    : Protocol.Opening.NEED_MORE;
        } catch (ParseException e) {
            return Protocol.Opening.NO;
        }
    }

    /** Address 0.0.0.x, x not 0, says that a host's name follows the user's (4a). */
    private static int requestLength(ByteCursor start) throws ParseException {
        if (start.remaining() > MAX_REQUEST_BYTES) {
            throw new ParseException(ParseException.Reason.TOO_LARGE, "userid", 8);
        }
        if (start.remaining() < 9) {
            return 0;
        }
        start.skip(4, "port");
        long address = start.u32("address");
        int strings = address > 0 && address < 256 ? 2 : 1;
        while (strings > 0 && !start.isAtEnd()) {
            strings -= start.u8("userid") == 0 ? 1 : 0;
        }
        return strings == 0 ? start.position() : 0;
    }

    @Override
    public long length(Side role, ByteCursor start) throws ParseException {
        return role == Side.SERVER ? REPLY_BYTES : requestLength(start);
    }

    @Override
    public void message(Side role, ByteCursor message) throws ParseException {
        if (role == Side.CLIENT) {
            message.skip(2, "command");
            findings.tunnelRequested("socks4", message.u16("port"));
        } else if (findings.stage() == StartTlsState.Stage.REQUESTED) {
            message.skip(1, "version");
            boolean isGranted = message.u8("code") == GRANTED;
            findings.stage(isGranted ? StartTlsState.Stage.TUNNEL : StartTlsState.Stage.OVER);
        } else {
            findings.stage(StartTlsState.Stage.OVER);
        }
    }
}
