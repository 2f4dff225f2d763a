package org.tlscensus.core.wire;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bytes by their position in a message or stream, in whatever order they come: twice, overlapping,
 * with holes. The first copy of a byte is the one that counts. Holds only bytes that came; how many
 * and in how many pieces is for the caller to bound.
 */
public final class ByteRanges {
    private final TreeMap<Integer, byte[]> pieces = new TreeMap<>(); // disjoint, none empty
    private final TreeMap<Integer, Integer> runs = new TreeMap<>(); // of them: start to end
    private int heldBytes;

    /** Keeps what of these bytes was not there yet; the array is copied. */
    public void add(int position, byte[] bytes) {
        int end = position + bytes.length;
        int at = position;
        while (at < end) {
            Map.Entry<Integer, byte[]> before = pieces.floorEntry(at);
            int coveredTo = before == null ? at : before.getKey() + before.getValue().length;
            if (coveredTo > at) {
                at = coveredTo;
                continue;
            }
            Integer next = pieces.higherKey(at);
            int stop = next == null ? end : Math.min(end, next);
            pieces.put(at, Arrays.copyOfRange(bytes, at - position, stop - position));
            heldBytes += stop - at;
            joinRuns(at, stop);
            at = stop;
        }
    }

    private void joinRuns(int from, int to) {
        Map.Entry<Integer, Integer> before = runs.lowerEntry(from);
        int start = before != null && before.getValue() == from ? before.getKey() : from;
        Integer after = runs.remove(to);
        runs.put(start, after == null ? to : after);
    }

    /** Whether every byte from {@code from} up to, not including, {@code to} is there. */
    public boolean covers(int from, int to) {
        Map.Entry<Integer, Integer> run = runs.floorEntry(from);
        return from >= to || run != null && run.getValue() >= to;
    }

    /** A copy of bytes that {@link #covers} said are there; the caller owns it. */
    public byte[] copy(int from, int to) {
        byte[] copy = new byte[to - from];
        int at = from;
        while (at < to) {
            Map.Entry<Integer, byte[]> piece = pieces.floorEntry(at);
            int start = at - piece.getKey();
            int count = Math.min(piece.getValue().length - start, to - at);
            System.arraycopy(piece.getValue(), start, copy, at - from, count);
            at += count;
        }
        return copy;
    }

    /** Forgets all bytes before a position. */
    public void dropBefore(int position) {
        while (!pieces.isEmpty() && pieces.firstKey() < position) {
            Map.Entry<Integer, byte[]> first = pieces.pollFirstEntry();
            int end = first.getKey() + first.getValue().length;
            heldBytes -= first.getValue().length;
            if (end > position) {
                byte[] rest =
                        Arrays.copyOfRange(
                                first.getValue(),
                                position - first.getKey(),
                                first.getValue().length);
                pieces.put(position, rest);
                heldBytes += rest.length;
            }
        }
        while (!runs.isEmpty() && runs.firstKey() < position) {
            int end = runs.pollFirstEntry().getValue();
            if (end > position) {
                runs.put(position, end);
            }
        }
    }

    /** Bytes held. */
    public int heldBytes() {
        return heldBytes;
    }

    /** Pieces in which they are held. */
    public int pieces() {
        return pieces.size();
    }
}
