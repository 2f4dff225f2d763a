package org.tlscensus.jobs.generate.plan;

/** Versions of TLS that handshakes can be made of. */
public enum TlsVersion {
    TLS10("tls1.0"),
    TLS11("tls1.1"),
    TLS12("tls1.2"),
    TLS13("tls1.3");

    private final String word;

    TlsVersion(String word) {
        this.word = word;
    }

    /** As the tables name it. */
    public String word() {
        return word;
    }

    static TlsVersion read(PlanNode node) {
        for (TlsVersion version : values()) {
            if (version.word.equals(node.text())) {
                return version;
            }
        }
        throw node.error(node.text() + " is none of tls1.0, tls1.1, tls1.2, tls1.3");
    }
}
