package org.tlscensus.core.x509;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Which versions of Tor made a link certificate, by what its source did at the time: lifetimes of
 * two hours, of a year, then of some days from a midnight on; keys and hashes at last.
 */
final class TorVersionBand {
    private static final Duration OLDEST_LIFETIME = Duration.ofHours(2);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final long MIN_DAYS = 5;
    private static final long MAX_DAYS = 365;

    private TorVersionBand() {}

    /**
     * The band of a certificate that looks like a link's; null when it is of none.
     *
     * @param issuerName its issuer's common name
     * @param keyBits bits of its RSA key; null when they cannot be told
     * @param hash of its signature, as in the column {@code signature_hash}
     */
    static String of(
            Instant notBefore, Instant notAfter, String issuerName, Integer keyBits, String hash) {
        if (notBefore == null || notAfter == null) {
            return null;
        }
        Duration lifetime = Duration.between(notBefore, notAfter);
        if (lifetime.equals(OLDEST_LIFETIME)) {
            return "up to 0.2.2.32";
        }
        boolean fromMidnight =
                notBefore.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() == 0;
        if (fromMidnight && isWholeDays(lifetime) && keyBits != null) {
            if (keyBits == 1024 && "sha1".equals(hash)) {
                return "0.2.4.11 to 0.3.0.0";
            }
            return keyBits == 2048 && "sha256".equals(hash) ? "from 0.3.0.1" : null;
        }
        if (lifetime.equals(YEAR) && !fromMidnight) {
            return issuerName.endsWith(".net") ? "0.2.2.33 to 0.2.3.5" : "0.2.3.6 to 0.2.4.10";
        }
        return null;
    }

    /** Some days, of which every other certificate lacks a second. */
    private static boolean isWholeDays(Duration lifetime) {
        Duration rounded = lifetime.plusSeconds(1).truncatedTo(java.time.temporal.ChronoUnit.DAYS);
        boolean isWhole = lifetime.equals(rounded) || lifetime.plusSeconds(1).equals(rounded);
        return isWhole && rounded.toDays() >= MIN_DAYS && rounded.toDays() <= MAX_DAYS;
    }
}
