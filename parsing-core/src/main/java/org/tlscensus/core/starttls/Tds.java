package org.tlscensus.core.starttls;

import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/**
 * Microsoft SQL Server's prelogin (MS-TDS section 2.2.6.5). Unless one side cannot encrypt, TLS
 * follows, for the login at least; its handshake is carried in prelogin packets.
 */
final class Tds implements MessageProtocol {
    private static final int PRELOGIN = 0x12;
    static final int HEADER_BYTES = 8;
    private static final int VERSION = 0;
    private static final int ENCRYPTION = 1;
    private static final int TERMINATOR = 0xff;
    private static final int NOT_SUPPORTED = 2;
    private static final int MAX_OPTIONS = 16;

    private final StartTlsState findings;

    Tds(StartTlsState findings) {
        this.findings = findings;
        findings.protocol("tds");
    }

    static Protocol.Opening opening(byte[] first, int count) {
        if (first[0] != PRELOGIN || count > 1 && first[1] > 1) {
            return Protocol.Opening.NO;
        }
        if (count <= HEADER_BYTES) {
            return Protocol.Opening.NEED_MORE;
        }
        return first[HEADER_BYTES] == VERSION ? Protocol.Opening.CLIENT : Protocol.Opening.NO;
    }

    @Override
    public long length(Side role, ByteCursor start) throws ParseException {
        if (start.remaining() < 4) {
            return 0;
        }
        start.skip(2, "type");
        int length = start.u16("length");
        if (length < HEADER_BYTES) {
            throw new ParseException(ParseException.Reason.BAD_LENGTH, "length", 2);
        }
        return length;
    }

    @Override
    public void message(Side role, ByteCursor packet) throws ParseException {
        packet.skip(HEADER_BYTES, "header");
        byte[] options = packet.rest();
        int encryption = encryption(role, options);
        if (role == Side.CLIENT) {
            if (encryption != NOT_SUPPORTED && encryption >= 0) {
                findings.requested();
            } else {
                findings.stage(StartTlsState.Stage.OVER);
            }
        } else if (findings.stage() == StartTlsState.Stage.REQUESTED
                && encryption != NOT_SUPPORTED
                && encryption >= 0) {
            findings.answeredByTls(); // its word may stand alone
            findings.carriedInTds();
        } else {
            findings.refused();
            findings.stage(StartTlsState.Stage.OVER);
        }
    }

    /** The value of the option, or -1. Options: token, offset and length of the value. */
    private int encryption(Side role, byte[] options) throws ParseException {
        ByteCursor in = new ByteCursor(options);
        int encryption = -1;
        for (int i = 0; i < MAX_OPTIONS; i++) {
            int token = in.u8("token");
            if (token == TERMINATOR) {
                break;
            }
            int offset = in.u16("offset");
            int length = in.u16("length");
            ByteCursor value = new ByteCursor(options);
            value.skip(offset, "offset");
            value = value.slice(length, "value");
            if (token == ENCRYPTION) {
                encryption = value.u8("encryption");
            } else if (token == VERSION && role == Side.SERVER) {
                int major = value.u8("version");
                int minor = value.u8("version");
                findings.software(major + "." + minor + "." + value.u16("build"));
            }
        }
        return encryption;
    }
}
