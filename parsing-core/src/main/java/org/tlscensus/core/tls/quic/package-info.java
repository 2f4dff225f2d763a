/** QUIC's Initial packets: opened with the keys that anybody can derive, and the hellos in them. */
package org.tlscensus.core.tls.quic;
