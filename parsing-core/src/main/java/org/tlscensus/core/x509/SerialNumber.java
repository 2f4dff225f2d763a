package org.tlscensus.core.x509;

import java.math.BigInteger;

/** Serial numbers as the tables show them, the same wherever one stands. */
public final class SerialNumber {
    private SerialNumber() {}

    /** Whole bytes of the magnitude in hex, after a minus sign when it is negative. */
    public static String hex(BigInteger serialNumber) {
        String digits = serialNumber.abs().toString(16);
        String whole = digits.length() % 2 == 0 ? digits : "0" + digits;
        return serialNumber.signum() < 0 ? "-" + whole : whole;
    }
}
