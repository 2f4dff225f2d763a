/**
 * HTTP/1 messages (RFC 9110, RFC 9112), far enough for OCSP: of all others only the framing is
 * read, so that what follows them is found.
 */
package org.tlscensus.core.http;
