package org.tlscensus.core.packet;

/** What IP may carry on the way to TCP and UDP, with IANA's protocol numbers. */
enum IpProtocol {
    HOP_BY_HOP(0, "IPv6 hop-by-hop options", "RFC 8200"),
    IPV4(4, "IPv4 in IP, also behind a segment routing header", "RFC 2003, RFC 8986", "ipip, 4in6"),
    TCP(6, "TCP", "RFC 9293"),
    UDP(17, "UDP", "RFC 768"),
    IPV6(41, "IPv6 in IP, also behind a segment routing header", "RFC 4213", "6in4, 6in6"),
    ROUTING(43, "IPv6 routing header; of segments: SRv6", "RFC 8200, RFC 8754", "srv6"),
    FRAGMENT(44, "IPv6 fragment", "RFC 8200"),
    GRE(
            47,
            "GRE with any EtherType, PPTP, ERSPAN I to III, WCCP, Aruba's 802.11",
            "RFC 2784",
            "gre, pptp, erspan"),
    ESP(50, "ESP: counted as encrypted", "RFC 4303"),
    AUTHENTICATION(51, "Authentication header", "RFC 4302"),
    DESTINATION_OPTIONS(60, "IPv6 destination options", "RFC 8200"),
    ETHER_IP(97, "EtherIP", "RFC 3378", "etherip"),
    MOBILITY(135, "Mobility header: carries nothing", "RFC 6275"),
    MPLS_IN_IP(137, "MPLS in IP", "RFC 4023"),
    HIP(139, "Host identity protocol", "RFC 7401"),
    SHIM6(140, "Shim6", "RFC 5533"),
    ETHERNET(143, "Ethernet in IPv6, as of SRv6", "RFC 8986", "srv6");

    private static final IpProtocol[] BY_NUMBER = new IpProtocol[256];

    static {
        for (IpProtocol protocol : values()) {
            BY_NUMBER[protocol.number] = protocol;
        }
    }

    private final int number;
    private final String meaning;
    private final String reference;
    private final String tunnel;

    IpProtocol(int number, String meaning, String reference) {
        this(number, meaning, reference, null);
    }

    IpProtocol(int number, String meaning, String reference, String tunnel) {
        this.number = number;
        this.meaning = meaning;
        this.reference = reference;
        this.tunnel = tunnel;
    }

    /** The protocol with a number below 256; null when it is not known here. */
    static IpProtocol of(int number) {
        return BY_NUMBER[number];
    }

    DecodedHeader header() {
        return new DecodedHeader(
                DecodedHeader.Layer.IP_PROTOCOL,
                Integer.toString(number),
                meaning,
                reference,
                tunnel);
    }
}
