package org.tlscensus.core.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Formats that captures can be written in, by the specifications' layouts. */
public enum CaptureFormat {
    PCAP_LITTLE(0xa1b2c3d4, ByteOrder.LITTLE_ENDIAN, 1000, 0, 0),
    PCAP_BIG(0xa1b2c3d4, ByteOrder.BIG_ENDIAN, 1000, 0, 0),
    PCAP_NANOSECONDS(0xa1b23c4d, ByteOrder.LITTLE_ENDIAN, 1, 0, 0),
    PCAP_NANOSECONDS_BIG(0xa1b23c4d, ByteOrder.BIG_ENDIAN, 1, 0, 0),
    PCAP_MODIFIED(0xa1b2cd34, ByteOrder.LITTLE_ENDIAN, 1000, 8, 0),
    PCAP_IXIA(0x1c0001ac, ByteOrder.LITTLE_ENDIAN, 1, 0, 4),
    PCAPNG_LITTLE(0, ByteOrder.LITTLE_ENDIAN, 1, 0, 0),
    PCAPNG_BIG(0, ByteOrder.BIG_ENDIAN, 1, 0, 0);

    private static final int SNAP_LENGTH = 262_144;
    private static final long NANOS = 1_000_000_000L;

    private final int magic; // 0: pcapng
    private final ByteOrder order;
    private final int unitNanos;
    private final int moreRecordBytes;
    private final int moreHeaderBytes;

    CaptureFormat(
            int magic, ByteOrder order, int unitNanos, int moreRecordBytes, int moreHeaderBytes) {
        this.magic = magic;
        this.order = order;
        this.unitNanos = unitNanos;
        this.moreRecordBytes = moreRecordBytes;
        this.moreHeaderBytes = moreHeaderBytes;
    }

    /** A packet of a capture, its time in whole microseconds. */
    public record Packet(long timeNanos, byte[] bytes) {}

    public boolean isPcapng() {
        return magic == 0;
    }

    /** A capture of these packets. */
    public byte[] write(int linkType, List<Packet> packets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(isPcapng() ? section(linkType) : header(linkType));
        packets.forEach(packet -> out.writeBytes(isPcapng() ? block(packet) : record(packet)));
        return out.toByteArray();
    }

    private byte[] header(int linkType) {
        ByteBuffer header = ByteBuffer.allocate(24 + moreHeaderBytes).order(order);
        header.putInt(magic).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
        return header.putInt(SNAP_LENGTH).putInt(linkType).array();
    }

    private byte[] record(Packet packet) {
        int length = packet.bytes().length;
        ByteBuffer record = ByteBuffer.allocate(16 + moreRecordBytes + length).order(order);
        record.putInt((int) (packet.timeNanos() / NANOS));
        record.putInt((int) (packet.timeNanos() % NANOS / unitNanos)).putInt(length).putInt(length);
        return record.put(new byte[moreRecordBytes]).put(packet.bytes()).array();
    }

    private byte[] section(int linkType) {
        ByteBuffer section = ByteBuffer.allocate(28 + 32).order(order);
        section.putInt(0x0a0d0d0a).putInt(28).putInt(0x1a2b3c4d);
        section.putShort((short) 1).putShort((short) 0).putLong(-1).putInt(28);
        section.putInt(1).putInt(32).putShort((short) linkType).putShort((short) 0);
        section.putInt(SNAP_LENGTH).putShort((short) 9).putShort((short) 1);
        section.put((byte) 9).put(new byte[3]); // if_tsresol: nanoseconds
        return section.putInt(0).putInt(32).array();
    }

    private byte[] block(Packet packet) {
        int length = packet.bytes().length;
        int padded = (length + 3) / 4 * 4;
        ByteBuffer block = ByteBuffer.allocate(32 + padded).order(order);
        block.putInt(6).putInt(32 + padded).putInt(0);
        block.putInt((int) (packet.timeNanos() >>> 32)).putInt((int) packet.timeNanos());
        block.putInt(length).putInt(length).put(packet.bytes()).put(new byte[padded - length]);
        return block.putInt(32 + padded).array();
    }
}
