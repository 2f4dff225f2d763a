package org.tlscensus.core.row;

import java.time.Instant;
import java.util.List;

/** A row of the table of connections. */
@Meaning("One row per TCP or UDP connection that carried a protocol that tls-census knows")
public record ConnectionRow(
        @Meaning(
                        "Hash of site, flow key and start time, 32 hex digits; the same in every run with"
                                + " the same privacy key")
                String connectionId,
        @Meaning("Community ID v1 flow hash, seed 0; NULL when clients' addresses are not told")
                String communityId,
        @Meaning("First packet") Instant startTime,
        @Meaning("Last packet") Instant endTime,
        @Meaning("Seconds from first to last packet, from the nanosecond clock") double duration,
        @Meaning("tcp or udp; eapol or radius for a TLS conversation in EAP") String transport,
        @Meaning(
                        "Who opened it: SYN sender, else ClientHello sender, else first packet's"
                                + " sender; or its pseudonym, or NULL, by --client-addresses")
                String clientAddress,
        @Meaning("Port of the client") int clientPort,
        @Meaning("The other end; hidden like a client where it may be one") String serverAddress,
        @Meaning("Port of the server") int serverPort,
        @Meaning(
                        "By --local-networks: outbound (the client is local), inbound (the server is),"
                                + " internal, external; NULL without")
                String direction,
        @Meaning("Autonomous system of the client, by --networks") Long clientAs,
        @Meaning("Country of the client, by --networks: ISO 3166-1 alpha-2") String clientCountry,
        @Meaning("Autonomous system of the server") Long serverAs,
        @Meaning("Country of the server") String serverCountry,
        @Meaning("IP packets from the client") long clientPackets,
        @Meaning("IP packets from the server") long serverPackets,
        @Meaning("Transport payload bytes from the client; retransmissions count once")
                long clientBytes,
        @Meaning("Transport payload bytes from the server; retransmissions count once")
                long serverBytes,
        @Meaning("Bytes of the client's sequence space that no packet showed (TCP)")
                Long clientMissingBytes,
        @Meaning("Bytes of the server's sequence space that no packet showed (TCP)")
                Long serverMissingBytes,
        @Meaning("Payload bytes that the client sent again (TCP)") Long clientRetransmittedBytes,
        @Meaning("Payload bytes that the server sent again (TCP)") Long serverRetransmittedBytes,
        @Meaning(
                        "Packets not counted since they are copies of others; NULL unless copies are"
                                + " looked for")
                Long duplicatePackets,
        @Meaning(
                        "The first packets with payload, by time, up to --packet-sequence; NULL without"
                                + " that, and for conversations in EAP")
                PacketSequenceRow packetSequence,
        @Meaning("Zeek's words: S0 S1 SF REJ S2 S3 RSTO RSTR RSTOS0 RSTRH SH SHR OTH")
                String tcpState,
        @Meaning("Why it ended: fin, rst, idle, new_connection, archive_end") String endReason,
        @Meaning("Seconds from the SYN to the ACK of the SYN-ACK") Double initialRtt,
        @Meaning("Application protocol below TLS or in the clear: smtp, imap, http, tor, …")
                String protocol,
        @Meaning(
                        "server_link: the server's one certificate is a Tor relay's; sni_only: the server"
                                + " name may be Tor's, and there is no certificate to be seen")
                String torEvidence,
        @Meaning("VLAN ids, outermost first") List<Integer> vlan,
        @Meaning("Tunnels, outermost first: gre, vxlan, …") List<String> tunnel,
        @Meaning("socks4, socks5 or http_connect when TLS was reached through one") String proxy,
        @Meaning("The PROXY protocol's header before all else; NULL without one")
                ProxyProtocolRow proxyProtocol,
        @Meaning("The StartTLS dialogue; NULL for a protocol without StartTLS")
                StartTlsRow starttls,
        @Meaning("TLS; NULL when no ClientHello or ServerHello was seen") TlsRow tls,
        @Meaning("What was odd, sorted distinct names") List<String> anomalies,
        @Meaning("Names of the capture files that hold its packets, in time order")
                List<String> captures) {}
