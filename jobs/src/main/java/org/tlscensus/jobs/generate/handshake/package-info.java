/**
 * Handshakes of Bouncy Castle's TLS, client against server in memory, recorded once for each kind
 * of handshake, and rewritten for each connection.
 */
package org.tlscensus.jobs.generate.handshake;
