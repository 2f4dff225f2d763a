package org.tlscensus.core.packet;

/** Encapsulations that are named in the tables. */
enum Tunnel {
    GRE("gre"),
    ERSPAN("erspan"),
    IP_IN_IP("ipip"),
    IPV6_IN_IPV4("6in4"),
    IPV4_IN_IPV6("4in6"),
    IPV6_IN_IPV6("6in6"),
    TEREDO("teredo"),
    VXLAN("vxlan"),
    GENEVE("geneve"),
    GTP_U("gtp_u"),
    MPLS_IN_UDP("mpls_in_udp"),
    ETHER_IP("etherip"),
    L2TP("l2tp"),
    AYIYA("ayiya"),
    PPTP("pptp"),
    CAPWAP("capwap"),
    TZSP("tzsp"),
    HP_ERM("hp_erm"),
    NSH("nsh"),
    SRV6("srv6");

    private final String word;

    Tunnel(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
