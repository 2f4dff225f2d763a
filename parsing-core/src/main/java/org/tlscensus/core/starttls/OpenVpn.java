package org.tlscensus.core.starttls;

import org.tlscensus.core.tls.carried.OpenVpnControl;
import org.tlscensus.core.wire.Side;

/** OpenVPN over TCP: from its first byte on TLS is carried in its packets, without asking. */
final class OpenVpn implements Dialect {
    private static final int LENGTH_BYTES = 2;

    OpenVpn(StartTlsState findings) {
        findings.protocol(OpenVpnControl.PROTOCOL);
        findings.rowOnlyOnRequest();
        findings.carriedInOpenVpn();
    }

    /** A whole packet that can only be OpenVPN's beginning. */
    static Protocol.Opening opening(byte[] first, int count) {
        if (first[0] > 0x0f) { // the longest client's reset carries a wrapped key
            return Protocol.Opening.NO;
        }
        if (count <= LENGTH_BYTES) {
            return Protocol.Opening.NEED_MORE;
        }
        int size = (first[0] & 0xff) << 8 | first[1] & 0xff;
        int opcode = first[2] >>> 3 & 0x1f;
        boolean isPossible = size >= 14 && opcode >= 1 && opcode <= 10 && opcode != 6;
        if (!isPossible || size > first.length - LENGTH_BYTES) {
            return Protocol.Opening.NO;
        }
        if (count < LENGTH_BYTES + size) {
            return Protocol.Opening.NEED_MORE;
        }
        if (!OpenVpnControl.matches(first, LENGTH_BYTES, size)) {
            return Protocol.Opening.NO;
        }
        return OpenVpnControl.isFromClient(first, LENGTH_BYTES)
                ? Protocol.Opening.CLIENT
                : Protocol.Opening.SERVER;
    }

    @Override
    public int take(Side role, byte[] bytes, int offset, int length) {
        return length;
    }

    @Override
    public boolean isMidway(Side role) {
        return false;
    }

    @Override
    public void gap(Side role) {}
}
