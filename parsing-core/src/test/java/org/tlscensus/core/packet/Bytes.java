package org.tlscensus.core.packet;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/** Packets for tests, put together from headers as the specifications draw them. */
public final class Bytes {
    private static final String CLIENT_4 = "0a000001";
    private static final String SERVER_4 = "c0a80102";
    private static final String CLIENT_6 = "20010db8000000000000000000000001";
    private static final String SERVER_6 = "20010db8000000000000000000000002";

    private Bytes() {}

    public static byte[] bytes(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            out.writeBytes(
                    part instanceof byte[] bytes
                            ? bytes
                            : HexFormat.of().parseHex(((String) part).replace(" ", "")));
        }
        return out.toByteArray();
    }

    public static byte[] u16(int number) {
        return new byte[] {(byte) (number >>> 8), (byte) number};
    }

    /** From 10.0.0.1 or 2001:db8::1. */
    public static byte[] ip(int version, int protocol, byte[] payload) {
        return version == 4 ? ip4(protocol, payload, 1, 0) : ip6(protocol, payload);
    }

    /**
     * @param fragment flags and offset
     */
    public static byte[] ip4(int protocol, byte[] payload, int id, int fragment) {
        return bytes(
                "4500",
                u16(20 + payload.length),
                u16(id),
                u16(fragment),
                new byte[] {64, (byte) protocol},
                "0000",
                CLIENT_4,
                SERVER_4,
                payload);
    }

    public static byte[] ip6(int next, byte[] payload) {
        return bytes(
                "60000000",
                u16(payload.length),
                new byte[] {(byte) next, 64},
                CLIENT_6,
                SERVER_6,
                payload);
    }

    /** The same IP packet in two fragments. */
    public static byte[][] fragments(byte[] packet, int id) {
        boolean isIp4 = packet[0] >>> 4 == 4;
        int header = isIp4 ? 20 : 40;
        int protocol = packet[isIp4 ? 9 : 6];
        int first = 16;
        byte[] head = Arrays.copyOfRange(packet, header, header + first);
        byte[] tail = Arrays.copyOfRange(packet, header + first, packet.length);
        if (isIp4) {
            return new byte[][] {
                ip4(protocol, head, id, 0x2000), ip4(protocol, tail, id, first / 8)
            };
        }
        byte[] next = {(byte) protocol, 0};
        return new byte[][] {
            ip6(44, bytes(next, u16(1), u16(0), u16(id), head)),
            ip6(44, bytes(next, u16(first), u16(0), u16(id), tail))
        };
    }

    public static byte[] tcp(int source, int destination, String payload) {
        return bytes(
                u16(source), u16(destination), "00000001 00000002 5018 ffff 0000 0000", payload);
    }

    public static byte[] udp(int source, int destination, byte[] payload) {
        return bytes(u16(source), u16(destination), u16(8 + payload.length), "0000", payload);
    }

    public static byte[] ethernet(int type, byte[] payload) {
        return bytes("020000000001 020000000002", u16(type), payload);
    }

    public static byte[] ethernetIp(byte[] ip) {
        return ethernet(etherType(ip), ip);
    }

    /** The EtherType of an IP packet. */
    public static int etherType(byte[] ip) {
        return ip[0] >>> 4 == 4 ? 0x0800 : 0x86dd;
    }

    public static byte[] tagged(byte[] frame, int tagType, int vlan) {
        return bytes(
                Arrays.copyOf(frame, 12),
                u16(tagType),
                u16(vlan),
                Arrays.copyOfRange(frame, 12, frame.length));
    }

    /** LLC with SNAP, of an Ethernet frame. */
    public static byte[] snap(byte[] frame) {
        return bytes("aaaa03 000000", Arrays.copyOfRange(frame, 12, frame.length));
    }

    /** An 802.11 data frame to the distribution system. */
    public static byte[] wifi(String frameControl, String qosControl, byte[] body) {
        return bytes(
                frameControl, "0000 020000000001 020000000002 020000000003 0010", qosControl, body);
    }

    /** Frames of an A-MSDU. */
    public static byte[] aggregate(byte[]... frames) {
        byte[] all = {};
        for (byte[] frame : frames) {
            byte[] body = snap(frame);
            byte[] padding = new byte[(4 - all.length % 4) % 4];
            all = bytes(all, padding, Arrays.copyOf(frame, 12), u16(body.length), body);
        }
        return all;
    }
}
