package org.tlscensus.core.analysis;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.row.PacketSequenceRow;

/**
 * The first packets with payload of a connection by their times, packet by packet where a split
 * meets them, and part by part where parts are joined. Those of equal times stand as they came.
 *
 * <p>What is sent again is there again, as in CESNET's data sets.
 *
 * <pre>
 *   8  time, nanoseconds since the epoch
 *   4  bytes of payload
 *   1  sender: 0 low, 1 high
 *   1  place among the first packets of the part, with payload or without; 255 beyond them
 * </pre>
 */
final class PacketSequence {
    private static final int ENTRY_BYTES = 14;
    private static final int OBJECT_BYTES = 56; // of it and the head of its array
    private static final int UNPLACED = 255;
    private static final int NONE = -1;
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final int most;
    private byte[] entries = {};
    private int count;
    private int seen; // packets, as far as they have places
    private int latest = NONE; // where the packet stands that came last

    private PacketSequence(int most) {
        this.most = most;
    }

    /** An empty one; null when none is asked for. */
    static PacketSequence of(AnalysisOptions options) {
        int most = options.packetSequence();
        // Copies are taken back, of a later part when it is joined: others take their places then.
        int spare = options.dropDuplicates() ? PacketCopies.WINDOW + 1 : 0;
        return most == 0 ? null : new PacketSequence(most + spare);
    }

    /** A packet of the connection, with payload or without. */
    void packet(int payloadLength, End from, long timeNanos) {
        latest = NONE;
        if (payloadLength > 0 && !isBeyond(timeNanos)) {
            latest = put(timeNanos);
            int at = latest * ENTRY_BYTES;
            INT.set(entries, at + 8, payloadLength);
            entries[at + 12] = (byte) (from.isHigh() ? 1 : 0);
            entries[at + 13] = (byte) seen;
        }
        seen = Math.min(seen + 1, UNPLACED);
    }

    /** The packet that came last does not count. */
    void takeBack() {
        if (latest != NONE) {
            int after = (latest + 1) * ENTRY_BYTES;
            int end = count * ENTRY_BYTES;
            System.arraycopy(entries, after, entries, after - ENTRY_BYTES, end - after);
            count--;
            latest = NONE;
        }
    }

    /**
     * Takes over those of a later part.
     *
     * @param others as {@link #toBytes} gave them
     * @param leftOut places in that part of packets that do not count
     */
    void join(byte[] others, Set<Long> leftOut) {
        for (int from = 0; from < others.length; from += ENTRY_BYTES) {
            long timeNanos = (long) LONG.get(others, from);
            boolean isLeftOut = leftOut.contains((long) (others[from + 13] & 0xff));
            if (!isLeftOut && !isBeyond(timeNanos)) {
                int at = put(timeNanos) * ENTRY_BYTES;
                System.arraycopy(others, from, entries, at, ENTRY_BYTES);
            }
        }
    }

    /** Whether as many as are wanted came no later. */
    private boolean isBeyond(long timeNanos) {
        return count == most && nanos(count - 1) <= timeNanos;
    }

    /** Makes room for a packet behind those that came no later; its index. */
    private int put(long timeNanos) {
        int index = count;
        while (index > 0 && nanos(index - 1) > timeNanos) {
            index--;
        }
        if (count < most) {
            count++;
        }
        if (count * ENTRY_BYTES > entries.length) {
            int room = Math.min(most, Math.max(4, count + count / 2));
            entries = Arrays.copyOf(entries, room * ENTRY_BYTES);
        }
        int at = index * ENTRY_BYTES;
        int moved = (count - 1 - index) * ENTRY_BYTES;
        System.arraycopy(entries, at, entries, at + ENTRY_BYTES, moved);
        LONG.set(entries, at, timeNanos);
        return index;
    }

    private long nanos(int index) {
        return (long) LONG.get(entries, index * ENTRY_BYTES);
    }

    /** Whether it holds as much memory as it ever will. */
    boolean isGrown() {
        return entries.length == most * ENTRY_BYTES;
    }

    /** Bytes of memory. */
    int heldBytes() {
        return OBJECT_BYTES + entries.length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(entries, count * ENTRY_BYTES);
    }

    /**
     * The columns of a connection that is whole.
     *
     * @param sequence as {@link #toBytes} gave it
     * @param most packets that are told at most
     */
    static PacketSequenceRow row(byte[] sequence, int most, End clientEnd) {
        int count = Math.min(most, sequence.length / ENTRY_BYTES);
        List<Integer> lengths = new ArrayList<>(count);
        List<Integer> directions = new ArrayList<>(count);
        List<Double> milliseconds = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = i * ENTRY_BYTES;
            long before = (long) LONG.get(sequence, Math.max(0, at - ENTRY_BYTES));
            lengths.add((int) INT.get(sequence, at + 8));
            directions.add(End.of(sequence[at + 12] != 0) == clientEnd ? 1 : -1);
            milliseconds.add(((long) LONG.get(sequence, at) - before) / 1e6);
        }
        return new PacketSequenceRow(lengths, directions, milliseconds);
    }
}
