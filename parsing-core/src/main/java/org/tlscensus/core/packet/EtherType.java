package org.tlscensus.core.packet;

import java.util.List;

/** EtherTypes that lead to TCP, UDP or TLS, with the numbers of the IEEE's registry. */
enum EtherType {
    IPV4("IPv4", "RFC 894", 0x0800),
    TRANSPARENT_BRIDGING("Ethernet, in GRE and GENEVE", "RFC 1701", 0x6558),
    VLAN("VLAN tags, any number of them", "IEEE 802.1Q", 0x8100, 0x88a8, 0x9100, 0x9200),
    IPV6("IPv6", "RFC 2464", 0x86dd),
    PPP("PPP", "RFC 3145", 0x880b),
    MPLS("MPLS label stack, with IP or Ethernet below", "RFC 3032", 0x8847, 0x8848),
    PPPOE_SESSION("PPPoE session", "RFC 2516", 0x8864),
    EAPOL("EAP over a LAN, for the TLS in it", "IEEE 802.1X", 0x888e),
    I_TAG("Provider backbone bridging", "IEEE 802.1ah", 0x88e7),
    HSR(
            "Tags of HSR, of its version 0 too; PRP's trailer is passed over",
            "IEC 62439-3",
            0x892f,
            0x88fb),
    CISCO_FABRIC_PATH("Cisco FabricPath", "Cisco", 0x8903),
    CISCO_METADATA("Cisco metadata", "Cisco", 0x8909),
    VN_TAG("VN tag", "IEEE 802.1BR", 0x8926),
    NSH("Network service header: IP, Ethernet, NSH, MPLS", "RFC 8300", 0x894f),
    CISCO_TTAG("Cisco's timestamp tag, as in ERSPAN", "Cisco", 0x8988),
    ARISTA("Arista's timestamp header, of 48 and 64 bits", "Arista", 0xd28b);

    private static final EtherType[] TYPES = values();

    /** Index among the types, plus 1; 0: none. */
    private static final byte[] BY_NUMBER = new byte[1 << 16];

    static {
        for (EtherType type : TYPES) {
            for (int number : type.numbers) {
                BY_NUMBER[number] = (byte) (type.ordinal() + 1);
            }
        }
    }

    private final String meaning;
    private final String reference;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Integer> numbers;

    EtherType(String meaning, String reference, Integer... numbers) {
        this.meaning = meaning;
        this.reference = reference;
        this.numbers = List.of(numbers);
    }

    /** The type with a number; null when it is not known here. */
    static EtherType of(int number) {
        int index = BY_NUMBER[number];
        return index == 0 ? null : TYPES[index - 1];
    }

    /**
     * Whether frames of a type are known to hold no TCP or UDP: there is nothing to look into. Of
     * other types one cannot tell.
     */
    static boolean holdsNothing(int number) {
        return switch (number) {
            case 0x0806, 0x8035 -> true; // ARP, RARP
            case 0x0842 -> true; // wake on LAN
            case 0x809b, 0x80f3, 0x8137 -> true; // AppleTalk and its ARP, IPX
            case 0x8808, 0x8809 -> true; // pause, slow protocols (LACP)
            case 0x8863 -> true; // PPPoE discovery
            case 0x88c7 -> true; // pre-authentication
            case 0x8892, 0x88b8, 0x88b9, 0x88ba -> true; // PROFINET, GOOSE, GSE, sampled values
            case 0x88cc, 0x88e1, 0x88e3 -> true; // LLDP, HomePlug, MRP
            case 0x88e5 -> true; // MACsec: encrypted
            case 0x88f5, 0x88f6, 0x88f7 -> true; // MVRP, MMRP, PTP
            case 0x8902, 0x8906, 0x8914, 0x8915 -> true; // CFM, FCoE and its FIP, RoCE
            case 0x890d, 0x9000 -> true; // TDLS, loopback
            default -> false;
        };
    }

    DecodedHeader header() {
        return new DecodedHeader(
                DecodedHeader.Layer.ETHER_TYPE,
                DecodedHeader.hexadecimal(numbers),
                meaning,
                reference,
                this == NSH ? Tunnel.NSH.word() : null);
    }
}
