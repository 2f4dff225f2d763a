package org.tlscensus.jobs.peek;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.x509.CertificateParser;

/** The subjects of certificates that were seen, parsed when they are asked for. */
final class Subjects {
    private final Map<String, Object> bySha256; // DER until asked for, then text

    /**
     * @param most certificates that are remembered: as many as the analysis remembers, which hands
     *     those that it forgot out again
     */
    Subjects(int most) {
        bySha256 =
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, Object> eldest) {
                        return size() > most;
                    }
                };
    }

    void add(CertificateSighting certificate) {
        bySha256.put(certificate.sha256(), certificate.der());
    }

    /** The subject as RFC 4514 has it; null when it cannot be read. */
    String of(String sha256) {
        Object known = bySha256.get(sha256);
        if (known instanceof byte[] der) {
            String subject = CertificateParser.parse(der).subject();
            known = subject == null ? "" : subject;
            bySha256.replace(sha256, known);
        }
        return known == null || known.equals("") ? null : known.toString();
    }
}
