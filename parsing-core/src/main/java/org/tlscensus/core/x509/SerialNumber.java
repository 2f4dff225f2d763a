package org.tlscensus.core.x509;

import java.math.BigInteger;
import java.util.HexFormat;

/** Serial numbers as the tables show them, the same wherever one stands. */
public final class SerialNumber {
    private static final HexFormat HEX = HexFormat.of();

    private SerialNumber() {}

    /** Whole bytes of the magnitude in hex, after a minus sign when it is negative. */
    public static String hex(BigInteger serialNumber) {
        // By bytes, since digits of a number take time that grows faster than its length.
        byte[] magnitude = serialNumber.abs().toByteArray();
        boolean isSignAlone = magnitude.length > 1 && magnitude[0] == 0;
        String hex = HEX.formatHex(magnitude, isSignAlone ? 1 : 0, magnitude.length);
        return serialNumber.signum() < 0 ? "-" + hex : hex;
    }
}
