package org.tlscensus.core.row;

/** The PROXY protocol's header before a connection's own protocol: for whom a proxy opened it. */
public record ProxyProtocolRow(
        @Meaning("1 or 2") int version,
        @Meaning(
                        "Who opened the connection to the proxy, an address or a Unix socket's"
                                + " path; NULL for UNKNOWN and LOCAL")
                String sourceAddress,
        @Meaning("Port of the source; NULL for UNKNOWN, LOCAL and Unix sockets") Integer sourcePort,
        @Meaning("What it connected to; NULL for UNKNOWN and LOCAL") String destinationAddress,
        @Meaning("Port of the destination; NULL for UNKNOWN, LOCAL and Unix sockets")
                Integer destinationPort,
        @Meaning("Host name that the client asked for (TLV of version 2)") String authority,
        @Meaning("ALPN protocol of the connection to the proxy (TLV of version 2)") String alpn) {}
