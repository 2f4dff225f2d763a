/** Protocols that carry TLS or DTLS in packets of their own: OpenVPN, RDP over UDP, EAP. */
package org.tlscensus.core.tls.carried;
