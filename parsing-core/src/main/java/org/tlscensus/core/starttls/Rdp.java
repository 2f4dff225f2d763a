package org.tlscensus.core.starttls;

import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/**
 * RDP's negotiation in the X.224 connection request and confirm (MS-RDPBCGR sections 2.2.1.1 and
 * 2.2.1.2). The cookie in the request may be a user's name: it is passed over.
 */
final class Rdp implements MessageProtocol {
    private static final int TPKT_VERSION = 3;
    private static final int TPKT_BYTES = 4;
    private static final int CONNECTION_REQUEST = 0xe0;
    private static final int CONNECTION_CONFIRM = 0xd0;
    private static final int FIXED_BYTES = 11; // TPKT, and X.224 up to the class
    private static final int NEGOTIATION_BYTES = 8;
    private static final int NEGOTIATION_REQUEST = 1;
    private static final int NEGOTIATION_RESPONSE = 2;

    private final StartTlsState findings;

    Rdp(StartTlsState findings) {
        this.findings = findings;
        findings.protocol("rdp");
    }

    /**
     * What else is carried so names its transport selectors (parameters C0 to C2, RFC 905 section
     * 13.3.4), which RDP never does.
     */
    static Protocol.Opening opening(byte[] first, int count) {
        if (first[0] != TPKT_VERSION || count > 1 && first[1] != 0) {
            return Protocol.Opening.NO;
        }
        if (count < 6) {
            return Protocol.Opening.NEED_MORE;
        }
        int length = (first[2] & 0xff) << 8 | first[3] & 0xff;
        int code = first[5] & 0xf0;
        boolean isRequest = code == CONNECTION_REQUEST;
        if (length != (first[4] & 0xff) + 5 || !isRequest && code != CONNECTION_CONFIRM) {
            return Protocol.Opening.NO;
        }
        if (length > FIXED_BYTES && count <= FIXED_BYTES) {
            return Protocol.Opening.NEED_MORE;
        }
        if (length > FIXED_BYTES && (first[FIXED_BYTES] & 0xf0) == 0xc0) {
            return Protocol.Opening.NO;
        }
        return isRequest ? Protocol.Opening.CLIENT : Protocol.Opening.SERVER;
    }

    @Override
    public long length(Side role, ByteCursor start) throws ParseException {
        if (start.remaining() < TPKT_BYTES) {
            return 0;
        }
        if (start.u8("version") != TPKT_VERSION) {
            throw new ParseException(ParseException.Reason.BAD_VALUE, "version", 0);
        }
        start.skip(1, "reserved");
        int length = start.u16("length");
        if (length < FIXED_BYTES) {
            throw new ParseException(ParseException.Reason.BAD_LENGTH, "length", 2);
        }
        return length;
    }

    @Override
    public void message(Side role, ByteCursor message) throws ParseException {
        message.skip(TPKT_BYTES + 1, "length_indicator");
        int code = message.u8("code") & 0xf0;
        message.skip(5, "references");
        if (role == Side.CLIENT && code == CONNECTION_REQUEST) {
            request(message);
        } else if (role == Side.SERVER && code == CONNECTION_CONFIRM) {
            confirm(message);
        } else {
            findings.stage(StartTlsState.Stage.OVER);
        }
    }

    /** The negotiation stands at the end, behind a cookie or token of text. */
    private void request(ByteCursor message) throws ParseException {
        int before = message.remaining() - NEGOTIATION_BYTES;
        while (before > 0) {
            boolean isEnd = message.u8("cookie") == '\n';
            before--;
            if (isEnd) {
                break;
            }
        }
        boolean isNegotiation =
                message.remaining() >= NEGOTIATION_BYTES
                        && message.u8("type") == NEGOTIATION_REQUEST;
        if (isNegotiation && protocols(message) != 0) {
            findings.requested();
        }
    }

    private static long protocols(ByteCursor negotiation) throws ParseException {
        negotiation.skip(3, "flags");
        return Integer.reverseBytes((int) negotiation.u32("protocols")) & 0xffffffffL;
    }

    private void confirm(ByteCursor message) throws ParseException {
        boolean isResponse =
                message.remaining() >= NEGOTIATION_BYTES
                        && message.u8("type") == NEGOTIATION_RESPONSE;
        if (isResponse && protocols(message) != 0) {
            findings.accepted();
        } else {
            findings.refused();
            findings.stage(StartTlsState.Stage.OVER);
        }
    }
}
