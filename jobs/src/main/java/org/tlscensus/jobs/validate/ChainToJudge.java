package org.tlscensus.jobs.validate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tlscensus.core.wire.Side;

/**
 * A chain on a day, or on all.
 *
 * @param seen in which connections; it is judged as of the first
 * @param leaf the first certificate; null when the tables do not have it
 * @param others those further certificates, by SHA-256, that are not shared
 */
record ChainToJudge(SentChain sent, Sightings seen, byte[] leaf, Map<String, byte[]> others)
        implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final byte[] NOT_THERE = {};

    Side sender() {
        return Side.valueOf(sent.side().toUpperCase(Locale.ROOT));
    }

    ChainToJudge with(byte[] found) {
        return new ChainToJudge(sent, seen, found, others);
    }

    /** The certificates as sent; what the tables do not have is one that does not parse. */
    List<byte[]> certificates(SharedCertificates shared) {
        List<byte[]> certificates = new ArrayList<>(sent.chain().size());
        for (String id : sent.chain()) {
            byte[] der = id.equals(sent.leaf()) ? leaf : shared.certificate(id);
            if (der == null) {
                der = others.get(id);
            }
            certificates.add(der == null ? NOT_THERE : der);
        }
        return certificates;
    }
}
