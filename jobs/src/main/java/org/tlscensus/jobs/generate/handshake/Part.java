package org.tlscensus.jobs.generate.handshake;

/**
 * A piece of a recorded handshake.
 *
 * @param contentType of its record (RFC 8446 section 5.1)
 * @param version of its record
 * @param body the record's, or a whole handshake message with its header, which may want several
 *     records
 */
record Part(Side side, Kind kind, int contentType, int version, byte[] body) {

    /** What is done with it for each connection. */
    enum Kind {
        CLIENT_HELLO,
        SERVER_HELLO,
        /** A Certificate message in the clear. */
        CERTIFICATE,
        /** An OCSP response in the clear. */
        CERTIFICATE_STATUS,
        /** A session ticket in the clear (RFC 5077 section 3.3). */
        NEW_SESSION_TICKET,
        /** Whatever else is in the clear, with what only looks random: keys, signatures. */
        CLEAR,
        /** Of an encrypted record only the length counts. */
        ENCRYPTED,
        /** An encrypted record whose length depends on the certificates. */
        ENCRYPTED_CERTIFICATE
    }
}
