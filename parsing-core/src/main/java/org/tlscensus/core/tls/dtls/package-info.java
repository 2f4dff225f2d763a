/**
 * DTLS over the datagrams of a flow: records, and the handshake messages that their fragments make.
 */
package org.tlscensus.core.tls.dtls;
