package org.tlscensus.jobs.export;

import java.math.BigInteger;
import java.util.HexFormat;

/**
 * Ids in Zeek's form: a letter, and 96 bits in digits of base 62. They are made of the archive's
 * own ids, so they are the same in every export.
 */
final class ZeekId {
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int BYTES = 12;

    private ZeekId() {}

    static String ofConnection(String connectionId) {
        return "C" + digits(connectionId);
    }

    static String ofFile(String exchangeId) {
        return "F" + digits(exchangeId);
    }

    private static String digits(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        BigInteger left = new BigInteger(1, bytes, 0, Math.min(BYTES, bytes.length));
        StringBuilder digits = new StringBuilder(17);
        do {
            BigInteger[] parts = left.divideAndRemainder(BASE);
            digits.append(DIGITS.charAt(parts[1].intValue()));
            left = parts[0];
        } while (left.signum() > 0);
        return digits.reverse().toString();
    }
}
