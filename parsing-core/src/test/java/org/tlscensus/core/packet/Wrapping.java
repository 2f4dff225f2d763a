package org.tlscensus.core.packet;

import static org.tlscensus.core.packet.Bytes.aggregate;
import static org.tlscensus.core.packet.Bytes.bytes;
import static org.tlscensus.core.packet.Bytes.etherType;
import static org.tlscensus.core.packet.Bytes.ethernet;
import static org.tlscensus.core.packet.Bytes.ethernetIp;
import static org.tlscensus.core.packet.Bytes.ip;
import static org.tlscensus.core.packet.Bytes.snap;
import static org.tlscensus.core.packet.Bytes.u16;
import static org.tlscensus.core.packet.Bytes.udp;
import static org.tlscensus.core.packet.Bytes.wifi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A way to wrap a packet, by the specifications: every link layer, tag and tunnel that is decoded.
 *
 * @param linkType of the wrapped packet
 * @param tunnels words of the tunnels, outermost first
 * @param isIp whether it takes an IP packet, else an Ethernet frame
 */
record Wrapping(
        String name, int linkType, List<String> tunnels, boolean isIp, UnaryOperator<byte[]> wrap) {
    private static final int ETHERNET = 1;

    private static final String JUNIPER = "4d4743 81 000a 0101 20 0302 0200 0601 05";

    @Override
    public String toString() {
        return name;
    }

    private static Wrapping ofFrame(
            String name, int linkType, String tunnels, UnaryOperator<byte[]> wrap) {
        return new Wrapping(name, linkType, words(tunnels), false, wrap);
    }

    private static Wrapping ofIp(
            String name, int linkType, String tunnels, UnaryOperator<byte[]> wrap) {
        return new Wrapping(name, linkType, words(tunnels), true, wrap);
    }

    private static List<String> words(String tunnels) {
        return tunnels.isEmpty() ? List.of() : List.of(tunnels.split(" "));
    }

    static List<Wrapping> all() {
        List<Wrapping> all = new ArrayList<>(linkLayers());
        all.addAll(tags());
        for (int version : new int[] {4, 6}) {
            all.addAll(overIp(version));
            all.addAll(overUdp(version));
        }
        return all;
    }

    private static List<Wrapping> linkLayers() {
        List<Wrapping> all = new ArrayList<>();
        all.add(ofFrame("Ethernet", ETHERNET, "", f -> f));
        all.add(ofIp("raw", 101, "", p -> p));
        all.add(ofIp("BSD loopback", 0, "", p -> bytes("02000000", p)));
        all.add(ofIp("PPP", 9, "", p -> bytes("ff03", ppp(p), p)));
        all.add(ofIp("Cisco HDLC", 104, "", p -> bytes("0f00", u16(etherType(p)), p)));
        all.add(ofIp("frame relay", 107, "", p -> bytes("1841 03", nlpid(p), p)));
        all.add(ofFrame("frame relay, SNAP", 107, "", f -> bytes("1841 0300 80 000000", type(f))));
        all.add(ofIp("Linux cooked", 113, "", p -> bytes(new byte[14], u16(etherType(p)), p)));
        all.add(ofIp("Linux cooked 2", 276, "", p -> bytes(u16(etherType(p)), new byte[18], p)));
        all.add(ofFrame("PPI", 192, "", f -> bytes("0000 0800 01000000", f)));
        all.add(ofIp("IPoIB", 242, "", p -> bytes(new byte[40], u16(etherType(p)), "0000", p)));
        all.add(ofFrame("802.11", 105, "", f -> wifi("0801", "", snap(f))));
        all.add(ofFrame("802.11 QoS", 105, "", f -> wifi("8801", "0000", snap(f))));
        all.add(ofFrame("802.11 A-MSDU", 105, "", f -> wifi("8801", "8000", aggregate(f))));
        all.add(ofFrame("802.11 A-MSDU in name only", 105, "", f -> wifi("8801", "8000", snap(f))));
        all.add(
                ofFrame(
                        "radiotap",
                        127,
                        "",
                        f -> bytes("0000 0800 00000000", wifi("0801", "", snap(f)))));
        all.add(
                ofFrame(
                        "radiotap, padded",
                        127,
                        "",
                        f -> bytes("0000 0900 02000000 20", wifi("8801", "0000 0000", snap(f)))));
        all.add(
                ofFrame(
                        "Prism",
                        119,
                        "",
                        f -> bytes("44000000 0c000000 00000000", wifi("0801", "", snap(f)))));
        all.add(
                ofFrame(
                        "AVS",
                        163,
                        "",
                        f -> bytes("80211001 0000000c 00000000", wifi("0801", "", snap(f)))));
        all.addAll(juniper());
        all.addAll(erf());
        return all;
    }

    private static List<Wrapping> juniper() {
        List<Wrapping> all = new ArrayList<>();
        all.add(ofFrame("Juniper Ethernet", 178, "", f -> bytes(JUNIPER, f)));
        all.add(ofFrame("Juniper Ethernet without extensions", 178, "", f -> bytes("4d474301", f)));
        all.add(
                ofIp(
                        "Juniper Ethernet without link layer",
                        178,
                        "",
                        p -> bytes("4d474303", junos(p), p)));
        all.add(ofFrame("Juniper PPPoE", 167, "", f -> bytes(JUNIPER, f)));
        all.add(ofIp("Juniper PPP", 179, "", p -> bytes(JUNIPER, "ff03", ppp(p), p)));
        all.add(ofIp("Juniper frame relay", 180, "", p -> bytes(JUNIPER, "1841 03", nlpid(p), p)));
        all.add(ofIp("Juniper HDLC", 181, "", p -> bytes(JUNIPER, "0f00", u16(etherType(p)), p)));
        all.add(ofIp("Juniper voice", 183, "", p -> bytes(JUNIPER, new byte[18], p)));
        all.add(ofIp("Juniper services, in", 136, "", p -> bytes("4d474301", new byte[16], p)));
        all.add(ofIp("Juniper services, out", 136, "", p -> bytes("4d474300", new byte[12], p)));
        all.add(ofIp("Juniper GGSN", 133, "", p -> bytes(JUNIPER, shortJunos(p), "0000", p)));
        all.add(ofFrame("Juniper ATM1", 137, "", f -> bytes(JUNIPER, "00000000", snap(f))));
        all.add(ofIp("Juniper ATM2, IP", 135, "", p -> bytes(JUNIPER, new byte[8], p)));
        all.add(
                ofIp(
                        "Juniper ATM2, NLPID",
                        135,
                        "",
                        p -> bytes(JUNIPER, new byte[8], "03", nlpid(p), p)));
        all.add(ofIp("Juniper MLPPP", 130, "", p -> bytes(JUNIPER, "54000000", ppp(p), p)));
        all.add(ofIp("Juniper MLFR", 131, "", p -> bytes(JUNIPER, "0001 03", nlpid(p), p)));
        return all;
    }

    private static List<Wrapping> erf() {
        List<Wrapping> all = new ArrayList<>();
        for (int linkType : new int[] {197, 198}) {
            all.add(
                    ofFrame(
                            "ERF " + linkType,
                            linkType,
                            "",
                            f -> bytes(erf(0x02, f), "0000", f, fcs(f))));
        }
        all.add(
                ofFrame(
                        "ERF of a color, with two extensions",
                        197,
                        "",
                        f ->
                                bytes(
                                        erf(0x8b, f),
                                        "81" + "00".repeat(7),
                                        "02" + "00".repeat(7),
                                        "0000",
                                        f)));
        all.add(ofIp("ERF PPP", 197, "", p -> bytes(erf(0x01, p), "ff03", ppp(p), p)));
        all.add(ofIp("ERF HDLC", 197, "", p -> bytes(erf(0x01, p), "0f00", u16(etherType(p)), p)));
        all.add(
                ofIp(
                        "ERF HDLC channels",
                        197,
                        "",
                        p -> bytes(erf(0x05, p), "00000000 ff03", ppp(p), p)));
        all.add(ofFrame("ERF AAL5", 197, "", f -> bytes(erf(0x04, f), "00000000", snap(f))));
        all.add(ofIp("ERF IP", 197, "", p -> bytes(erf(etherType(p) == 0x0800 ? 22 : 23, p), p)));
        return all;
    }

    private static byte[] erf(int type, byte[] packet) {
        int wire = packet.length + 8;
        return bytes(
                "0000000000000000", new byte[] {(byte) type, 4}, u16(wire + 32), "0000", u16(wire));
    }

    private static byte[] fcs(byte[] frame) {
        return new byte[4 + frame.length % 8];
    }

    private static String ppp(byte[] ip) {
        return etherType(ip) == 0x0800 ? "0021" : "0057";
    }

    private static String nlpid(byte[] ip) {
        return etherType(ip) == 0x0800 ? "cc" : "8e";
    }

    private static String junos(byte[] ip) {
        return shortJunos(ip) + "0000";
    }

    private static String shortJunos(byte[] ip) {
        return etherType(ip) == 0x0800 ? "0200" : "0600";
    }

    /** The EtherType and what it stands for. */
    private static byte[] type(byte[] frame) {
        return Arrays.copyOfRange(frame, 12, frame.length);
    }

    /** What stands between addresses and EtherType. */
    private static UnaryOperator<byte[]> tag(String tag) {
        return f -> bytes(Arrays.copyOf(f, 12), tag, type(f));
    }

    private static List<Wrapping> tags() {
        List<Wrapping> all = new ArrayList<>();
        all.add(ofFrame("Cisco TTag", ETHERNET, "", tag("8988 000102030405")));
        all.add(
                ofFrame(
                        "Arista 64 bits TAI",
                        ETHERNET,
                        "",
                        tag("d28b 0001 0010 6500000000000000")));
        all.add(
                ofFrame(
                        "Arista 64 bits UTC",
                        ETHERNET,
                        "",
                        tag("d28b 0001 0110 6500000000000000")));
        all.add(ofFrame("Arista 48 bits TAI", ETHERNET, "", tag("d28b 0001 0020 000000000000")));
        all.add(
                ofFrame(
                        "Arista 48 bits UTC, J2",
                        ETHERNET,
                        "",
                        tag("d28b 0001 0121 000000000000")));
        all.add(ofFrame("HSR", ETHERNET, "", tag("892f 0040 0001")));
        all.add(ofFrame("HSR of version 0", ETHERNET, "", tag("88fb 0040 0001")));
        all.add(ofFrame("PRP trailer", ETHERNET, "", f -> bytes(f, "0001 a040 88fb")));
        all.add(ofFrame("HSR in a VLAN", ETHERNET, "", tag("892f 0040 0001")));
        all.add(ofFrame("VN tag", ETHERNET, "", tag("8926 00000000")));
        all.add(ofFrame("Cisco metadata", ETHERNET, "", tag("8909 0101 00010000")));
        all.add(ofFrame("FabricPath", ETHERNET, "", f -> ethernet(0x8903, bytes("0000", f))));
        all.add(
                ofFrame(
                        "backbone bridging",
                        ETHERNET,
                        "",
                        f -> ethernet(0x88e7, bytes("00000001", f))));
        all.add(ofIp("MPLS", ETHERNET, "", p -> ethernet(0x8847, bytes("00010040 00020140", p))));
        all.add(
                ofFrame(
                        "MPLS pseudowire",
                        ETHERNET,
                        "",
                        f -> ethernet(0x8847, bytes("00020140 00000000", f))));
        all.add(
                ofIp(
                        "PPPoE",
                        ETHERNET,
                        "",
                        p -> ethernet(0x8864, bytes("1100 0001", u16(p.length + 2), ppp(p), p))));
        all.add(ofFrame("NSH, Ethernet", ETHERNET, "nsh", f -> ethernet(0x894f, bytes(nsh(3), f))));
        all.add(
                ofIp(
                        "NSH, IP",
                        ETHERNET,
                        "nsh",
                        p -> ethernet(0x894f, bytes(nsh(p[0] >>> 4 == 4 ? 1 : 2), p))));
        all.add(
                ofFrame(
                        "NSH in NSH",
                        ETHERNET,
                        "nsh nsh",
                        f -> ethernet(0x894f, bytes(nsh(4), nsh2(), f))));
        all.add(
                ofIp(
                        "NSH, MPLS",
                        ETHERNET,
                        "nsh",
                        p -> ethernet(0x894f, bytes(nsh(5), "00020140", p))));
        return all;
    }

    /** With context headers of fixed length (RFC 8300 section 2.4). */
    private static byte[] nsh(int next) {
        return bytes("0fc6 01", new byte[] {(byte) next}, "00000aff", new byte[16]);
    }

    /** With no context. */
    private static byte[] nsh2() {
        return bytes("0fc2 02 03 00000aff");
    }

    private static List<Wrapping> overIp(int v) {
        List<Wrapping> all = new ArrayList<>();
        String of = " over IPv" + v;
        all.add(
                ofFrame(
                        "GRE, Ethernet" + of,
                        ETHERNET,
                        "gre",
                        f -> outer(v, 47, bytes("0000 6558", f))));
        all.add(
                ofIp(
                        "GRE with key and sequence" + of,
                        ETHERNET,
                        "gre",
                        p -> outer(v, 47, bytes("3000", u16(etherType(p)), new byte[8], p))));
        all.add(
                ofIp(
                        "GRE, NSH" + of,
                        ETHERNET,
                        "gre nsh",
                        p -> outer(v, 47, bytes("0000 894f", nsh(p[0] >>> 4 == 4 ? 1 : 2), p))));
        all.add(
                ofIp(
                        "PPTP" + of,
                        ETHERNET,
                        "pptp",
                        p -> outer(v, 47, bytes("3001 880b 0000 0001 00000001", ppp(p), p))));
        all.add(
                ofFrame(
                        "ERSPAN I" + of,
                        ETHERNET,
                        "erspan",
                        f -> outer(v, 47, bytes("0000 88be", f))));
        all.add(
                ofFrame(
                        "ERSPAN II" + of,
                        ETHERNET,
                        "erspan",
                        f -> outer(v, 47, bytes("1000 88be 00000001 10000001 00000000", f))));
        all.add(
                ofFrame(
                        "ERSPAN II, TTag" + of,
                        ETHERNET,
                        "erspan",
                        f ->
                                outer(
                                        v,
                                        47,
                                        bytes(
                                                "1000 88be 00000001 10000001 00000000",
                                                tag("8988 000102030405").apply(f)))));
        all.add(
                ofFrame(
                        "ERSPAN III" + of,
                        ETHERNET,
                        "erspan",
                        f ->
                                outer(
                                        v,
                                        47,
                                        bytes(
                                                "1000 22eb 00000001 20000001 00000000 00000000",
                                                f))));
        all.add(
                ofFrame(
                        "ERSPAN III, platform" + of,
                        ETHERNET,
                        "erspan",
                        f ->
                                outer(
                                        v,
                                        47,
                                        bytes(
                                                "1000 22eb 00000001 20000001 00000000 00000001",
                                                new byte[8],
                                                f))));
        all.add(
                ofIp(
                        "ERSPAN III, IP" + of,
                        ETHERNET,
                        "erspan",
                        p ->
                                outer(
                                        v,
                                        47,
                                        bytes(
                                                "1000 22eb 00000001 20000001 00000000 00000800",
                                                p))));
        all.add(
                ofFrame(
                        "Aruba" + of,
                        ETHERNET,
                        "gre",
                        f -> outer(v, 47, bytes("0000 8200", wifi("8802", "0000", snap(f))))));
        all.add(
                ofFrame(
                        "Aruba A-MSDU" + of,
                        ETHERNET,
                        "gre",
                        f -> outer(v, 47, bytes("0000 8200", wifi("8802", "8000", aggregate(f))))));
        all.add(ofFrame("EtherIP" + of, ETHERNET, "etherip", f -> outer(v, 97, bytes("3000", f))));
        all.add(ofIp("MPLS" + of, ETHERNET, "", p -> outer(v, 137, bytes("00020140", p))));
        if (v == 6) {
            all.add(
                    ofFrame(
                            "SRv6, Ethernet",
                            ETHERNET,
                            "srv6",
                            f -> outer(6, 43, bytes(segments(143), f))));
            all.add(ofFrame("SRv6, Ethernet, reduced", ETHERNET, "srv6", f -> outer(6, 143, f)));
            all.add(
                    ofIp(
                            "SRv6, IP",
                            ETHERNET,
                            "srv6",
                            p -> outer(6, 43, bytes(segments(p[0] >>> 4 == 4 ? 4 : 41), p))));
        }
        return all;
    }

    /** Two segments, one left (RFC 8754 section 2). */
    private static byte[] segments(int next) {
        return bytes(new byte[] {(byte) next}, "04 04 01 01 00 0000", new byte[32]);
    }

    private static byte[] outer(int version, int protocol, byte[] payload) {
        return ethernetIp(ip(version, protocol, payload));
    }

    private static Wrapping udpFrame(
            int v, String name, int port, String tunnels, UnaryOperator<byte[]> wrap) {
        return ofFrame(
                name + " over IPv" + v,
                ETHERNET,
                tunnels,
                f -> outer(v, 17, udp(50_000, port, wrap.apply(f))));
    }

    private static Wrapping udpIp(
            int v, String name, int port, String tunnels, UnaryOperator<byte[]> wrap) {
        return ofIp(
                name + " over IPv" + v,
                ETHERNET,
                tunnels,
                p -> outer(v, 17, udp(50_000, port, wrap.apply(p))));
    }

    private static List<Wrapping> overUdp(int v) {
        List<Wrapping> all = new ArrayList<>();
        for (int port : new int[] {4789, 8472, 48879}) {
            all.add(
                    udpFrame(
                            v, "VXLAN " + port, port, "vxlan", f -> bytes("08000000 00000100", f)));
        }
        all.add(
                udpFrame(
                        v, "VXLAN, Cisco ACI", 48879, "vxlan", f -> bytes("c8800001 00000100", f)));
        all.add(
                udpFrame(
                        v,
                        "VXLAN-GPE, Ethernet",
                        4790,
                        "vxlan",
                        f -> bytes("0c000003 00000100", f)));
        all.add(
                udpIp(
                        v,
                        "VXLAN-GPE, IP",
                        4790,
                        "vxlan",
                        p -> bytes(p[0] >>> 4 == 4 ? "0c000001" : "0c000002", "00000100", p)));
        all.add(
                udpFrame(
                        v,
                        "VXLAN-GPE, NSH",
                        4790,
                        "vxlan nsh",
                        f -> bytes("0c000004 00000100", nsh(3), f)));
        all.add(
                udpIp(
                        v,
                        "VXLAN-GPE, MPLS",
                        4790,
                        "vxlan",
                        p -> bytes("0c000005 00000100 00020140", p)));
        all.add(
                udpFrame(
                        v,
                        "GENEVE, Ethernet",
                        6081,
                        "geneve",
                        f -> bytes("0000 6558 00000100", f)));
        all.add(
                udpIp(
                        v,
                        "GENEVE with options, IP",
                        6081,
                        "geneve",
                        p -> bytes("0200", u16(etherType(p)), "00000100 01080101 00000001", p)));
        all.add(udpIp(v, "GTP-U", 2152, "gtp_u", p -> bytes("30ff", u16(p.length), "00000001", p)));
        all.add(
                udpIp(
                        v,
                        "GTP-U with an extension",
                        2152,
                        "gtp_u",
                        p ->
                                bytes(
                                        "34ff",
                                        u16(p.length + 8),
                                        "00000001 0000 00 85 01 0001 00",
                                        p)));
        all.add(udpIp(v, "MPLS in UDP", 6635, "mpls_in_udp", p -> bytes("00020140", p)));
        all.add(
                udpIp(
                        v,
                        "L2TP",
                        1701,
                        "l2tp",
                        p -> bytes("4002", u16(p.length + 12), "0001 0001 ff03", ppp(p), p)));
        all.add(udpFrame(v, "CAPWAP 802.3", 5247, "capwap", f -> bytes("00 100000 0000 0000", f)));
        all.add(
                udpFrame(
                        v,
                        "CAPWAP 802.11",
                        5247,
                        "capwap",
                        f -> bytes("00 104300 0000 0000", wifi("0801", "", snap(f)))));
        all.add(
                udpFrame(
                        v,
                        "CAPWAP 802.11 QoS with radio MAC",
                        5247,
                        "capwap",
                        f ->
                                bytes(
                                        "00 204310 0000 0000 06 020000000009 00",
                                        wifi("8801", "0000", snap(f)))));
        all.add(
                udpFrame(
                        v,
                        "CAPWAP 802.11 swapped",
                        5247,
                        "capwap",
                        f -> bytes("00 104300 0000 0000", wifi("0108", "", snap(f)))));
        all.add(
                udpFrame(
                        v,
                        "CAPWAP 802.11 QoS swapped",
                        5247,
                        "capwap",
                        f -> bytes("00 104300 0000 0000", wifi("0288", "0000", snap(f)))));
        all.add(
                udpFrame(
                        v,
                        "CAPWAP 802.11 QoS retried, swapped",
                        5247,
                        "capwap",
                        f -> bytes("00 104300 0000 0000", wifi("0888", "0000", snap(f)))));
        all.add(
                udpFrame(
                        v,
                        "CAPWAP 802.11 still marked protected",
                        5247,
                        "capwap",
                        f -> bytes("00 104300 0000 0000", wifi("8841", "0000", snap(f)))));
        all.add(
                udpFrame(
                        v,
                        "CAPWAP A-MSDU",
                        5247,
                        "capwap",
                        f -> bytes("00 104300 0000 0000", wifi("8801", "8000", aggregate(f)))));
        all.add(
                udpFrame(
                        v,
                        "CAPWAP A-MSDU swapped",
                        5247,
                        "capwap",
                        f -> bytes("00 104300 0000 0000", wifi("0188", "8000", aggregate(f)))));
        all.add(udpFrame(v, "TZSP, Ethernet", 37008, "tzsp", f -> bytes("01 00 0001 01", f)));
        all.add(
                udpFrame(
                        v,
                        "TZSP with tags",
                        37008,
                        "tzsp",
                        f ->
                                bytes(
                                        "01 01 0001 00 0a01c4 00 2902",
                                        u16(f.length),
                                        "3c06020000000009 01",
                                        f)));
        all.add(
                udpFrame(
                        v,
                        "TZSP, 802.11",
                        37008,
                        "tzsp",
                        f -> bytes("01 00 0012 01", wifi("0801", "", snap(f)))));
        all.add(udpFrame(v, "HP ERM", 7932, "hp_erm", f -> bytes(new byte[12], f)));
        return all;
    }
}
