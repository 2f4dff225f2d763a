package org.tlscensus.core.packet;

import java.util.List;

/** Tunnels and mirrors over UDP, with the ports that are theirs by default. */
enum UdpTunnel {
    L2TP(Tunnel.L2TP, "L2TPv2 with PPP", "RFC 2661", 1701),
    GTP_U(Tunnel.GTP_U, "GTPv1-U", "3GPP TS 29.281", 2152),
    TEREDO(Tunnel.TEREDO, "Teredo", "RFC 4380", 3544),
    VXLAN(
            Tunnel.VXLAN,
            "VXLAN, VXLAN-GPE (IP, Ethernet, NSH, MPLS), Cisco ACI's variant",
            "RFC 7348",
            4789,
            4790,
            8472,
            48879),
    AYIYA(Tunnel.AYIYA, "AYIYA", "draft-massar-v6ops-ayiya", 5072),
    CAPWAP(
            Tunnel.CAPWAP,
            "CAPWAP data: 802.3 and 802.11 frames, whole and in fragments",
            "RFC 5415, RFC 5416",
            5247),
    GENEVE(Tunnel.GENEVE, "GENEVE", "RFC 8926", 6081),
    MPLS(Tunnel.MPLS_IN_UDP, "MPLS", "RFC 7510", 6635),
    HP_ERM(Tunnel.HP_ERM, "HP's encapsulated remote mirroring", "HP, traffic mirroring", 7932),
    TZSP(Tunnel.TZSP, "TZSP, as MikroTik mirrors: Ethernet, 802.11", "Tazmen Sniffer", 37008);

    private final Tunnel tunnel;
    private final String meaning;
    private final String reference;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Integer> ports;

    UdpTunnel(Tunnel tunnel, String meaning, String reference, Integer... ports) {
        this.tunnel = tunnel;
        this.meaning = meaning;
        this.reference = reference;
        this.ports = List.of(ports);
    }

    static UdpTunnel of(String word) {
        for (UdpTunnel tunnel : values()) {
            if (tunnel.word().equals(word)) {
                return tunnel;
            }
        }
        throw new IllegalArgumentException(word);
    }

    String word() {
        return tunnel.word();
    }

    Tunnel tunnel() {
        return tunnel;
    }

    List<Integer> ports() {
        return ports;
    }

    DecodedHeader header() {
        return new DecodedHeader(
                DecodedHeader.Layer.UDP_PORT,
                DecodedHeader.decimal(ports),
                meaning,
                reference,
                word());
    }
}
