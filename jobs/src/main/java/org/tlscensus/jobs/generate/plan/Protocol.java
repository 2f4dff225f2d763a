package org.tlscensus.jobs.generate.plan;

/** What a connection carries. */
public enum Protocol {
    /** TLS from its first byte on. */
    TLS,
    SMTP,
    SUBMISSION,
    IMAP,
    POP3,
    FTP,
    XMPP_CLIENT,
    IRC;

    /** As the tables name it. */
    public String word() {
        return Words.of(this);
    }

    /** Whether TLS comes after a dialogue in the clear. */
    public boolean isStartTls() {
        return this != TLS;
    }
}
