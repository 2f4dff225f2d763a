package org.tlscensus.core.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the first record boundary at or after a byte of an uncompressed capture, by content.
 *
 * <p>Every byte of a stretch long enough to hold a true boundary is taken for the start of a
 * record, and the chain of records from there is followed. The true chain never breaks on an
 * undamaged file, since the rule of what is a record is the walk's own ({@link RecordRules}). A
 * false chain breaks, or meets the true one, and is true from there on: so it does no harm as long
 * as it meets it before the asked byte. When the chains that last lead to one boundary, that is it.
 * When they lead to several, that one is it whose records look most like records by all their
 * fields: in a pcap file with whole packets a second chain runs four bytes behind the true one,
 * which takes the original length for the captured one. When that does not tell them apart, someone
 * has built a payload to deceive: then the search begins further ahead of the asked byte, in the
 * end at the first record of the file, whence there is but one chain.
 *
 * <p>On a damaged file the answer may be wrong or missing. That is why the neighbours of a split
 * compare where they began and ended; the answer decides only how much is done twice.
 */
public final class BoundaryFinder {
    /** Bytes before the asked byte within which false chains have to end. */
    private static final int SETTLING = 1 << 20;

    /** Bytes read at most; a file that still deceives is left to the comparison of neighbours. */
    private static final int MAX_WINDOW = 64 << 20;

    private static final int DEAD = -1;

    /** Records that are looked at to tell two chains apart. */
    private static final int JUDGED_RECORDS = 64;

    /** Fewer likely records in a row may be chance. */
    private static final int TELLING_RECORDS = 4;

    private final ByteSource source;
    private final CaptureContext context;
    private final long firstRecord;
    private final long asked;

    private final int settling;
    private final int maxRecord;
    private final int maxWindow;

    private BoundaryFinder(
            ByteSource source,
            CaptureHead head,
            long asked,
            int settling,
            int maxRecord,
            int maxWindow) {
        this.source = source;
        context = head.context();
        firstRecord = head.firstRecordPosition();
        this.asked = asked;
        this.settling = settling;
        this.maxRecord = maxRecord;
        this.maxWindow = maxWindow;
    }

    /**
     * The first record boundary at or after a byte; the file's length when there is none before it;
     * empty when it cannot be told.
     */
    public static OptionalLong find(ByteSource source, CaptureHead head, long atOrAfter)
            throws IOException {
        CaptureContext context = head.context();
        int maxRecord =
                context.isPcapng()
                        ? RecordRules.MAX_BLOCK
                        : RecordRules.MAX_CAPTURED + context.recordHeaderBytes();
        return find(source, head, atOrAfter, SETTLING, maxRecord, MAX_WINDOW);
    }

    /** The search with a window for files whose records are known to be smaller. */
    static OptionalLong find(
            ByteSource source,
            CaptureHead head,
            long atOrAfter,
            int settling,
            int maxRecord,
            int maxWindow)
            throws IOException {
        if (atOrAfter >= source.length()) {
            return OptionalLong.of(source.length());
        }
        long asked = Math.max(atOrAfter, head.firstRecordPosition());
        return new BoundaryFinder(source, head, asked, settling, maxRecord, maxWindow).find();
    }

    private OptionalLong find() throws IOException {
        long before = (long) settling + maxRecord;
        while (before <= maxWindow) {
            if (asked - before <= firstRecord) {
                return walk();
            }
            long found = search(asked - before);
            if (found >= 0) {
                return OptionalLong.of(found);
            }
            before *= 2;
        }
        return OptionalLong.empty();
    }

    /** From the first record on there is but one chain. */
    private OptionalLong walk() throws IOException {
        BlockInput input =
                new BlockInput(
                        new StoredBytes(source, firstRecord, new ArrayList<>()),
                        firstRecord,
                        source.length() - firstRecord);
        RecordWalk walk = RecordWalk.of(context);
        PacketView packet = new PacketView();
        while (input.position() < asked) {
            switch (walk.step(input, packet)) {
                case PACKET, OTHER, JOINT -> {}
                case END, TORN, INVALID -> {
                    return OptionalLong.empty();
                }
            }
        }
        return OptionalLong.of(input.position());
    }

    /** The one boundary that all chains from a stretch after {@code start} lead to, or -1. */
    private long search(long start) throws IOException {
        int ahead = 2 * maxRecord; // the boundary lies in the first half; chains are tried beyond
        int wanted = (int) Math.min(asked - start + ahead, source.length() - start);
        byte[] window = new byte[wanted];
        int length = read(start, window);
        int target = (int) (asked - start);
        int[] leads = chains(window, length, target);
        int candidates = Math.min(maxRecord, target);
        SortedSet<Integer> found = new TreeSet<>();
        for (int i = 0; i < candidates; i++) {
            if (leads[i] != DEAD) {
                found.add(leads[i]);
            }
        }
        int best = mostLikely(window, length, found);
        return best == DEAD ? -1 : start + best;
    }

    /** The one boundary whose chain looks most likely; {@link #DEAD} when there is not one. */
    private int mostLikely(byte[] window, int length, SortedSet<Integer> boundaries) {
        int best = DEAD;
        for (int boundary : boundaries) {
            best = best == DEAD ? boundary : likelier(window, length, best, boundary);
            if (best == DEAD) {
                return DEAD;
            }
        }
        return best;
    }

    private int likelier(byte[] window, int length, int one, int later) {
        Chain up = new Chain(window, length, one, later);
        if (up.end == later) { // one chain leads into the other: what comes before it decides
            if (up.likely == 0) {
                return later;
            }
            return up.records >= TELLING_RECORDS && up.likely == up.records ? one : DEAD;
        }
        int first = new Chain(window, length, one, length).likely;
        int second = new Chain(window, length, later, length).likely;
        return first == second ? DEAD : first > second ? one : later;
    }

    /** Some records from a boundary on, and how many of them look like records. */
    private final class Chain {
        private final RecordWalk walk = RecordWalk.of(context);
        private int end;
        private int records;
        private int likely;

        Chain(byte[] window, int length, int from, int until) {
            end = from;
            while (end < until && records < JUDGED_RECORDS) {
                int record = record(window, end, length);
                if (record <= 0 || record > length - end) {
                    return;
                }
                likely += walk.likelyRecord(window, end, length) > 0 ? 1 : 0;
                records++;
                end += record;
            }
        }
    }

    private int read(long start, byte[] window) throws IOException {
        int length = 0;
        while (length < window.length) {
            int read = source.read(start + length, window, length, window.length - length);
            if (read < 0) {
                break;
            }
            length += read;
        }
        return length;
    }

    /**
     * For each index before and at the target: the first boundary at or after the target that the
     * chain from there leads to, or {@link #DEAD}. Worked out from the end, so each record is
     * looked at once.
     */
    private int[] chains(byte[] window, int length, int target) {
        boolean[] lasts = new boolean[length + 1];
        lasts[length] = true;
        for (int at = length - 1; at >= target; at--) {
            int record = record(window, at, length);
            lasts[at] =
                    record == OUT_OF_WINDOW
                            || record > 0 && record <= length - at && lasts[at + record];
        }
        int[] leads = new int[target + 1];
        for (int at = target; at >= 0; at--) {
            leads[at] = lead(window, length, target, at, lasts, leads);
        }
        return leads;
    }

    private int lead(byte[] window, int length, int target, int at, boolean[] lasts, int[] leads) {
        if (at == target) {
            return lasts[at] ? at : DEAD;
        }
        int record = record(window, at, length);
        if (record <= 0 || record > length - at) {
            return DEAD;
        }
        int next = at + record;
        if (next > target) {
            return lasts[next] ? next : DEAD;
        }
        return leads[next];
    }

    private static final int OUT_OF_WINDOW = Integer.MAX_VALUE;
    private static final int NO_RECORD = -1;

    /**
     * Bytes of the record at an index, or of the header of a capture that was joined there; {@link
     * #OUT_OF_WINDOW} when the window cannot tell, or what follows is laid out otherwise.
     */
    private int record(byte[] window, int at, int length) {
        int left = length - at;
        int header = context.isPcapng() ? RecordRules.MIN_BLOCK : context.recordHeaderBytes();
        if (left < header) {
            // A file may end in a torn record, and then its walk ends there too.
            return OUT_OF_WINDOW;
        }
        int record =
                context.isPcapng() ? block(window, at, left) : packetRecord(window, at, length);
        if (record > left) {
            return OUT_OF_WINDOW;
        }
        return record;
    }

    private int packetRecord(byte[] window, int at, int length) {
        int captured = int32(window, at + 8, context.littleEndian());
        if (int32(window, at + 12, context.littleEndian()) == 0) {
            PcapHeader header = PcapHeader.betweenRecords(window, at, length);
            if (header != null) {
                return header.hasRecordsOf(context) ? header.bytes() : OUT_OF_WINDOW;
            }
        }
        if (RecordRules.isCapturedLength(captured)) {
            return context.recordHeaderBytes() + captured;
        }
        boolean isJoint = int32(window, at, true) == RecordRules.SECTION_HEADER;
        return isJoint ? OUT_OF_WINDOW : NO_RECORD;
    }

    private int block(byte[] window, int at, int left) {
        boolean littleEndian = context.littleEndian();
        if (int32(window, at, littleEndian) == RecordRules.SECTION_HEADER) {
            littleEndian = int32(window, at + 8, true) == RecordRules.BYTE_ORDER_MAGIC;
        }
        int length = int32(window, at + 4, littleEndian);
        boolean fits =
                RecordRules.isBlockLength(length)
                        && (length > left
                                || int32(window, at + length - 4, littleEndian) == length);
        if (fits) {
            return length;
        }
        boolean isJoint = PcapHeader.betweenRecords(window, at, at + left) != null;
        return isJoint ? OUT_OF_WINDOW : NO_RECORD;
    }

    private static int int32(byte[] window, int at, boolean littleEndian) {
        return littleEndian
                ? (int) BlockInput.INT_LE.get(window, at)
                : (int) BlockInput.INT_BE.get(window, at);
    }
}
