package org.tlscensus.core.tls;

import java.util.Locale;

/** What can be odd about a handshake; the name in the tables is the lower-case word. */
public enum TlsAnomaly {
    /** A ClientHello that ends early, has bytes left over, or lists that do not fit. */
    MALFORMED_CLIENT_HELLO,
    /** A ServerHello that ends early, has bytes left over, or lists that do not fit. */
    MALFORMED_SERVER_HELLO,
    /** An extension whose body is not what its RFC says; the hello's other extensions stand. */
    MALFORMED_EXTENSION,
    /** An extension came twice in a hello; the first counts. */
    DUPLICATE_EXTENSION,
    /** A Certificate message whose list does not fit; the certificates before the fault stand. */
    MALFORMED_CERTIFICATE_MESSAGE,
    /** Another handshake message, an alert or an SSL 2.0 message that is not what its RFC says. */
    MALFORMED_MESSAGE,
    /** A handshake message type that no registry knows. */
    UNKNOWN_HANDSHAKE_TYPE,
    /** A handshake message beyond the bound of its size was skipped. */
    HANDSHAKE_MESSAGE_TOO_LARGE,
    /** The task's memory for handshake messages was full, so that a message was passed over. */
    HANDSHAKE_MEMORY_FULL,
    /** A connection sent more handshake bytes in the clear than are followed. */
    TOO_MANY_HANDSHAKE_BYTES,
    /** A chain has more certificates than are kept. */
    TOO_MANY_CERTIFICATES,
    /** More handshake events or alerts than are kept. */
    TOO_MANY_EVENTS,
    /** Bytes of a handshake message were not captured. */
    HANDSHAKE_MESSAGE_INCOMPLETE,
    /**
     * Only the second ClientHello was captured, with which a client answers a HelloRetryRequest.
     */
    FIRST_CLIENT_HELLO_MISSING,
    /** Records were not captured, so that handshake messages may be missing. */
    RECORDS_MISSING,
    /**
     * Bytes that are no TLS record where one should begin; among them a header whose length no
     * version allows (RFC 5246 section 6.2.3).
     */
    NOT_A_RECORD,
    /** A record of handshake, alert or change_cipher_spec without a body. */
    EMPTY_RECORD,
    /** A change_cipher_spec in the clear that is not one byte of value 1. */
    MALFORMED_CHANGE_CIPHER_SPEC,
    /** A heartbeat that claims more payload than it has (CVE-2014-0160). */
    HEARTBEAT_OVERREAD,
    /** Both sides sent a ClientHello, or the one that did sent a ServerHello too. */
    HELLO_FROM_WRONG_SIDE,
    /** The server chose a cipher suite that was not offered. */
    CIPHER_SUITE_NOT_OFFERED,
    /** The server sent an extension that was not offered. */
    EXTENSION_NOT_OFFERED,
    /** The server chose a version that was not offered. */
    VERSION_NOT_OFFERED,
    /** A session id longer than 32 bytes. */
    SESSION_ID_TOO_LONG,
    /** The secrets that a key log has of the connection do not open its records. */
    SECRETS_DO_NOT_FIT,
    /** A decrypted certificate is compressed in a way that cannot be read here. */
    CERTIFICATE_COMPRESSION_UNREADABLE;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The name in {@code connections.anomalies}. */
    public String word() {
        return word;
    }
}
