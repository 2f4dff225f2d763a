package org.tlscensus.core.packet;

import java.util.List;

/** Link layers of captures, with the LINKTYPE_ numbers of tcpdump.org's registry. */
enum LinkType {
    NULL("BSD loopback", 0, 108),
    ETHERNET("Ethernet", 1),
    TOKEN_RING("Token ring", 6),
    PPP("PPP", 9, 50),
    FDDI("FDDI", 10),
    RAW("IPv4 and IPv6 without a link layer", 12, 14, 101, 228, 229),
    PPP_ETHER("PPPoE session", 51),
    ATM_RFC1483("LLC over ATM", 100),
    C_HDLC("Cisco HDLC", 104),
    IEEE802_11("802.11 without a radio header; all frames of an A-MSDU", 105),
    FRAME_RELAY("Frame relay", 107),
    ENC("OpenBSD's IPsec", 109),
    LINUX_SLL("Linux cooked", 113),
    PFLOG("OpenBSD's packet filter log", 117),
    PRISM("802.11 with a Prism header", 119),
    RADIOTAP("802.11 with a radiotap header", 127),
    JUNIPER_MULTILINK("Juniper multilink PPP and frame relay", 130, 131),
    JUNIPER_GGSN("Juniper GGSN", 133),
    JUNIPER_ATM_2("Juniper ATM2", 135),
    JUNIPER_SERVICES("Juniper services", 136),
    JUNIPER_ATM_1("Juniper ATM1", 137),
    PKTAP("Darwin's PKTAP", 149, 258),
    AVS("802.11 with an AVS header", 163),
    JUNIPER_ETHERNET("Juniper Ethernet and PPPoE", 167, 178),
    ERF("Endace's extensible record format: Ethernet, HDLC, AAL5, IP", 175, 176, 197, 198),
    JUNIPER_PPP("Juniper PPP", 179),
    JUNIPER_FRAME_RELAY("Juniper frame relay", 180),
    JUNIPER_C_HDLC("Juniper Cisco HDLC", 181),
    JUNIPER_VOICE("Juniper voice", 183),
    PPI("Per-packet information", 192),
    NFLOG("Linux netfilter log", 239),
    IPOIB("IP over InfiniBand", 242),
    LINUX_SLL2("Linux cooked, version 2", 276);

    private static final LinkType[] BY_NUMBER = new LinkType[512];

    static {
        for (LinkType type : values()) {
            for (int number : type.numbers) {
                BY_NUMBER[number] = type;
            }
        }
    }

    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Integer> numbers;

    LinkType(String meaning, Integer... numbers) {
        this.meaning = meaning;
        this.numbers = List.of(numbers);
    }

    /** The link layer with a number; null when it is not known here. */
    static LinkType of(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    }

    DecodedHeader header() {
        return new DecodedHeader(
                DecodedHeader.Layer.LINK_TYPE,
                DecodedHeader.decimal(numbers),
                meaning,
                "tcpdump.org/linktypes",
                null);
    }
}
