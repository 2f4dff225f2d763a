package org.tlscensus.jobs.ingest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Adds up what chains of a site tell of each certificate. */
final class UsesByCertificate {
    private static final class Use {
        long firstMicros = Long.MAX_VALUE;
        long lastMicros = Long.MIN_VALUE;
        long connections;
        final TreeSet<String> addresses = new TreeSet<>();
        final TreeSet<String> names = new TreeSet<>();
    }

    private final String site;
    private final boolean isProvisional;
    private final Map<String, Use> uses = new HashMap<>(); // by SHA-256

    UsesByCertificate(String site, boolean isProvisional) {
        this.site = site;
        this.isProvisional = isProvisional;
    }

    /** Counts the chains of a connection. */
    void add(ChainsSent chains) {
        for (String sha256 : chains.certificates()) {
            Use use = uses.computeIfAbsent(sha256, s -> new Use());
            use.firstMicros = Math.min(use.firstMicros, chains.startMicros());
            use.lastMicros = Math.max(use.lastMicros, chains.startMicros());
            use.connections++;
            use.addresses.add(chains.server());
            if (chains.serverName() != null) {
                use.names.add(chains.serverName());
            }
        }
    }

    /** What there is, a record a certificate. */
    Stream<CertificateUses> uses() {
        return uses.entrySet().stream().map(use -> uses(use.getKey(), use.getValue()));
    }

    private CertificateUses uses(String sha256, Use use) {
        return new CertificateUses(
                sha256,
                site,
                isProvisional,
                use.firstMicros,
                use.lastMicros,
                use.connections,
                List.copyOf(use.addresses),
                List.copyOf(use.names));
    }
}
