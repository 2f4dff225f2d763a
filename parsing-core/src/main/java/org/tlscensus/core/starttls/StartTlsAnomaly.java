package org.tlscensus.core.starttls;

import java.util.Locale;

/** What may be odd about a cleartext dialogue; its words in {@code connections.anomalies}. */
public enum StartTlsAnomaly {
    /** A keyword of the upgrade's length was overwritten with X, as some middleboxes do. */
    STARTTLS_MASKED,
    /** The upgrade was announced, and is missing from a later list before any upgrade. */
    STARTTLS_WITHDRAWN,
    /** The client asked for an upgrade that was missing from the server's list. */
    STARTTLS_UNANNOUNCED,
    /** The client sent cleartext between its request and the answer: injected, or pipelined. */
    PLAINTEXT_AFTER_STARTTLS,
    /** The server sent cleartext after it agreed, with a client that did not. */
    PLAINTEXT_REPLY_AFTER_STARTTLS,
    /** The server agreed, and the client went on in the clear. */
    NO_TLS_AFTER_STARTTLS,
    /** The server demanded the upgrade, and the client authenticated without. */
    STARTTLS_REQUIREMENT_IGNORED,
    /** IMAP's PREAUTH: the session began authenticated, which rules the upgrade out. */
    PREAUTHENTICATED,
    /** A message of a binary protocol is not what its protocol says. */
    MALFORMED_CLEARTEXT_MESSAGE,
    /** Addresses or values of a PROXY header could not be read. */
    MALFORMED_PROXY_HEADER;

    /** The word in the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
