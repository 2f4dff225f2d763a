package org.tlscensus.core.capture;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A cursor over the packets of a capture, in file order. Makes no object per packet: the accessors
 * describe the packet that {@link #next} moved to, until it moves on.
 *
 * <p>Damage is passed where a record can be found behind it, and noted with its byte.
 */
public final class CaptureReader implements Closeable {
    /** Damages noted of a file; more are passed, but not told. */
    static final int MAX_DAMAGES = 100;

    private final BlockInput input;
    private final JoinedWalk walk; // null when the file cannot be read at all
    private final List<Damage> damages;
    private final PacketView packet = new PacketView();
    private long position;

    CaptureReader(BlockInput input, CaptureContext context, List<Damage> damages) {
        this.input = input;
        this.damages = damages;
        walk = context == null ? null : new JoinedWalk(context);
    }

    /** Reads a file from its start, and decompresses it when needed. */
    public static CaptureReader open(ByteSource source) throws IOException {
        List<Damage> damages = new ArrayList<>();
        Compression compression = FileStart.compression(source);
        BlockInput input = FileStart.open(source, compression, damages);
        FileStart.Header header = FileStart.read(input, source);
        if (header.damage() != null && damages.isEmpty()) {
            damages.add(header.damage());
        }
        return new CaptureReader(input, header.context(), damages);
    }

    /** Reads an uncompressed file from a record boundary on. */
    public static CaptureReader openAt(ByteSource source, long position, CaptureContext context) {
        List<Damage> damages = new ArrayList<>();
        BlockInput input =
                new BlockInput(
                        new StoredBytes(source, position, damages),
                        position,
                        source.length() - position);
        return new CaptureReader(input, context, damages);
    }

    /**
     * Moves to the next packet; false at the end of what can be read.
     *
     * @throws IOException when the file cannot be read; damage of its content is no reason
     */
    public boolean next() throws IOException {
        if (walk == null) {
            return false;
        }
        while (true) {
            position = input.position();
            RecordWalk.Step step = walk.step(input, packet);
            switch (step) {
                case PACKET -> {
                    return true;
                }
                case END -> {
                    return false;
                }
                case OTHER -> {}
                case JOINT -> note(byteOfFile(), "another capture was joined to this one");
                case TORN, INVALID -> {
                    if (!pass(step)) {
                        return false;
                    }
                }
            }
        }
    }

    private boolean pass(RecordWalk.Step step) throws IOException {
        long byteOfFile = byteOfFile();
        long from = input.position();
        if (walk.joinWithinRecord(input)) {
            note(byteOfFile, "a packet record runs into a capture that was joined to this one");
            return true;
        }
        boolean found = Resynchronizer.find(input, walk);
        String what =
                step == RecordWalk.Step.TORN
                        ? "a packet record runs past the end of the file"
                        : "no packet record";
        String then = found ? ", skipped " + (input.position() - from) + " bytes" : "";
        note(byteOfFile, what + then);
        return found;
    }

    /** Where the stored file has the record that was looked at last. */
    private long byteOfFile() {
        return Math.min(position, input.storedPosition());
    }

    private void note(long byteOfFile, String description) {
        if (damages.size() < MAX_DAMAGES) {
            damages.add(new Damage(byteOfFile, description));
        }
    }

    /** The array that holds the packet; valid until {@link #next}. */
    public byte[] bytes() {
        return input.buffer();
    }

    /** Index of the packet's first byte. */
    public int offset() {
        return packet.offset;
    }

    /** Bytes of the packet that were captured. */
    public int capturedLength() {
        return packet.capturedLength;
    }

    /** Bytes that the packet had. */
    public int originalLength() {
        return packet.originalLength;
    }

    /** Nanoseconds since the epoch; 0 for a packet without a time. */
    public long timeNanos() {
        return packet.timeNanos;
    }

    /** Whether the packet has a time: pcapng's simple packet block has none. */
    public boolean hasTime() {
        return packet.hasTime;
    }

    /** LINKTYPE_ number. */
    public int linkType() {
        return packet.linkType;
    }

    /** The number of the interface within its section (pcapng); 0 in a pcap file. */
    public int interfaceNumber() {
        return packet.interfaceNumber;
    }

    /** Where the packet's record starts, in (decompressed) bytes of the file. */
    public long position() {
        return position;
    }

    /** Where the next record starts. */
    public long nextPosition() {
        return input.position();
    }

    /** Byte of the stored file up to which it was read, for progress. */
    public long bytesRead() {
        return input.storedPosition();
    }

    /** What a reader needs to begin at {@link #nextPosition}; null when the file cannot be read. */
    public CaptureContext context() {
        return walk == null ? null : walk.context();
    }

    /**
     * The TLS key logs in the decryption secrets blocks met so far, up to a bound; empty when there
     * are none. The caller owns the array.
     */
    public byte[] secrets() {
        return walk == null ? new byte[0] : walk.secrets();
    }

    /** What was wrong so far, in the order it was met. */
    public List<Damage> damages() {
        return List.copyOf(damages);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
