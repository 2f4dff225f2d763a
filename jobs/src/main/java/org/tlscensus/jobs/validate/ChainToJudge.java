package org.tlscensus.jobs.validate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A chain on a day.
 *
 * @param chain SHA-256 of each certificate as sent
 * @param time when it is judged
 * @param leaf the first certificate; null when the tables do not have it
 * @param others those further certificates, by SHA-256, that are not shared; null without any
 */
record ChainToJudge(List<String> chain, Instant time, byte[] leaf, Map<String, byte[]> others) {
    private static final byte[] NOT_THERE = {};

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
