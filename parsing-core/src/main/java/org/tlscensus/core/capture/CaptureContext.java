package org.tlscensus.core.capture;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a reader must know to begin in the middle of a capture file: what the file's or the
 * section's head said, and the interfaces so far. A value, which turns to bytes and back.
 *
 * @param recordHeaderBytes length of a pcap packet record's header; 0 for pcapng
 */
public record CaptureContext(
        boolean littleEndian, int recordHeaderBytes, List<Interface> interfaces) {

    public CaptureContext {
        interfaces = List.copyOf(interfaces);
    }

    boolean isPcapng() {
        return recordHeaderBytes == 0;
    }

    /**
     * How a pcap file that was joined to this one may lay out its records; what they are read as
     * otherwise is the first interface's.
     */
    public List<CaptureContext> otherLayouts() {
        List<CaptureContext> others = new ArrayList<>();
        if (interfaces.isEmpty()) {
            return others;
        }
        for (int headerBytes : PcapHeader.Variant.recordHeaders()) {
            for (boolean little : new boolean[] {true, false}) {
                others.add(new CaptureContext(little, headerBytes, interfaces.subList(0, 1)));
            }
        }
        others.remove(this);
        return others;
    }

    /** LINKTYPE_ numbers of the interfaces, in their order. */
    public List<Integer> linkTypes() {
        return interfaces.stream().map(Interface::linkType).toList();
    }

    /** As bytes; the caller owns them. */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(5 + interfaces.size() * Interface.BYTES);
        out.put((byte) (littleEndian ? 1 : 0)).putInt(recordHeaderBytes);
        interfaces.forEach(i -> i.write(out));
        return out.array();
    }

    /** What {@link #toBytes} wrote. */
    public static CaptureContext fromBytes(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean littleEndian = in.get() == 1;
        int recordHeaderBytes = in.getInt();
        List<Interface> interfaces = new ArrayList<>();
        while (in.hasRemaining()) {
            interfaces.add(Interface.read(in));
        }
        return new CaptureContext(littleEndian, recordHeaderBytes, interfaces);
    }
}
