package org.tlscensus.jobs.validate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tlscensus.core.wire.Side;

/**
 * A chain on a day, or on all.
 *
 * @param chain SHA-256 of each certificate as sent
 * @param side who sent it, as in the column {@code side}
 * @param time of the first connection that had it, when it is judged
 * @param lastTime of the last one
 * @param leaf the first certificate; null when the tables do not have it
 * @param others those further certificates, by SHA-256, that are not shared; null without any
 */
record ChainToJudge(
        List<String> chain,
        String side,
        Instant time,
        Instant lastTime,
        long connections,
        byte[] leaf,
        Map<String, byte[]> others) {
    private static final byte[] NOT_THERE = {};

    Side sender() {
        return Side.valueOf(side.toUpperCase(Locale.ROOT));
    }

    /** The certificates as sent; what the tables do not have is one that does not parse. */
    List<byte[]> certificates(SharedCertificates shared) {
        List<byte[]> certificates = new ArrayList<>(chain.size());
        for (String id : chain) {
            byte[] der = id.equals(chain.get(0)) ? leaf : shared.certificate(id);
            if (der == null && others != null) {
                der = others.get(id);
            }
            certificates.add(der == null ? NOT_THERE : der);
        }
        return certificates;
    }
}
