/**
 * TLS and SSL as an observer sees them: records, handshake messages, names of numbers, and
 * fingerprints. {@link org.tlscensus.core.tls.TlsSession} takes whole messages from any transport;
 * {@link org.tlscensus.core.tls.TlsDialogue} finds them in a byte stream.
 */
package org.tlscensus.core.tls;
