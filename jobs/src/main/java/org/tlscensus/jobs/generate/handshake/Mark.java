package org.tlscensus.jobs.generate.handshake;

/** Messages whose arrival the truth notes. */
public enum Mark {
    CLIENT_HELLO,
    SERVER_HELLO,
    /** The server's, in the clear. */
    CERTIFICATE,
    /** An OCSP response in the clear. */
    STAPLE,
    /** The first byte of an HTTP request. */
    REQUEST_BEGIN,
    REQUEST_END,
    /** The first byte of an HTTP response. */
    RESPONSE_BEGIN,
    RESPONSE_END
}
