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
    private final boolean isPcapng;
    private final boolean littleEndian;
    private final int header; // bytes that a record has at least
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
        isPcapng = context.isPcapng();
        littleEndian = context.littleEndian();
        header = isPcapng ? RecordRules.MIN_BLOCK : context.recordHeaderBytes();
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
        Chains chains = new Chains(window, length, target);
        int candidates = Math.min(maxRecord, target);
        SortedSet<Integer> found = new TreeSet<>();
        for (int i = 0; i < candidates; i++) {
            int boundary = chains.lead(i);
            if (boundary != DEAD) {
                found.add(boundary);
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

    /**
     * Where chains lead to. What was found out of an index is kept, so each record is looked at
     * twice at most; in most payload a chain is dead where it begins.
     */
    private final class Chains {
        private static final int UNKNOWN = 0;
        private static final byte LASTS = 1;
        private static final byte BREAKS = 2;

        private final byte[] window;
        private final int length;
        private final int target;
        private final int[] leads; // up to the target: a boundary after it, DEAD or UNKNOWN
        private final byte[] ends; // from the target on

        Chains(byte[] window, int length, int target) {
            this.window = window;
            this.length = length;
            this.target = target;
            leads = new int[target];
            ends = new byte[length - target + 1];
            ends[length - target] = LASTS; // nothing is left
        }

        /**
         * The first boundary at or after the target that the chain from an index before it leads
         * to, or {@link #DEAD}.
         */
        int lead(int from) {
            int at = from;
            while (at < target && leads[at] == UNKNOWN) {
                int record = record(window, at, length);
                if (record <= 0 || record > length - at) {
                    leads[at] = DEAD;
                } else {
                    at += record;
                }
            }
            int lead = at < target ? leads[at] : lasts(at) ? at : DEAD;
            for (int next = from; next < at; next += record(window, next, length)) {
                leads[next] = lead;
            }
            return lead;
        }

        /** Whether the chain from an index at or after the target goes on as far as is seen. */
        private boolean lasts(int from) {
            int at = from;
            while (ends[at - target] == UNKNOWN) {
                int record = record(window, at, length);
                if (record <= 0 || record > length - at) {
                    ends[at - target] = record == OUT_OF_WINDOW ? LASTS : BREAKS;
                } else {
                    at += record;
                }
            }
            byte end = ends[at - target];
            for (int next = from; next < at; next += record(window, next, length)) {
                ends[next - target] = end;
            }
            return end == LASTS;
        }
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

    private static final int OUT_OF_WINDOW = Integer.MAX_VALUE;
    private static final int NO_RECORD = -1;

    /**
     * Bytes of the record at an index, or of the header of a capture that was joined there; {@link
     * #OUT_OF_WINDOW} when the window cannot tell, or what follows is laid out otherwise.
     */
    private int record(byte[] window, int at, int length) {
        int left = length - at;
        if (left < header) {
            // A file may end in a torn record, and then its walk ends there too.
            return OUT_OF_WINDOW;
        }
        int record = isPcapng ? block(window, at, left) : packetRecord(window, at, length);
        if (record > left) {
            return OUT_OF_WINDOW;
        }
        return record;
    }

    private int packetRecord(byte[] window, int at, int length) {
        int captured = int32(window, at + 8, littleEndian);
        if (int32(window, at + 12, littleEndian) == 0) {
            PcapHeader joined = PcapHeader.betweenRecords(window, at, length);
            if (joined != null) {
                return joined.hasRecordsOf(context) ? joined.bytes() : OUT_OF_WINDOW;
            }
        }
        if (RecordRules.isCapturedLength(captured)) {
            return header + captured;
        }
        boolean isJoint = int32(window, at, true) == RecordRules.SECTION_HEADER;
        return isJoint ? OUT_OF_WINDOW : NO_RECORD;
    }

    private int block(byte[] window, int at, int left) {
        boolean isLittle = littleEndian;
        if (int32(window, at, isLittle) == RecordRules.SECTION_HEADER) {
            isLittle = int32(window, at + 8, true) == RecordRules.BYTE_ORDER_MAGIC;
        }
        int length = int32(window, at + 4, isLittle);
        boolean fits =
                RecordRules.isBlockLength(length)
                        && (length > left || int32(window, at + length - 4, isLittle) == length);
        if (fits) {
            return length;
        }
        boolean isJoint = PcapHeader.betweenRecords(window, at, at + left) != null;
        return isJoint ? OUT_OF_WINDOW : NO_RECORD;
    }

    /**
     * Byte by byte: it is asked for each of millions of positions, most of them before a view of an
     * array as integers is compiled to one load.
     */
    private static int int32(byte[] window, int at, boolean littleEndian) {
        int first = window[at] & 0xff;
        int second = window[at + 1] & 0xff;
        int third = window[at + 2] & 0xff;
        int fourth = window[at + 3] & 0xff;
        return littleEndian
                ? first | second << 8 | third << 16 | fourth << 24
                : first << 24 | second << 16 | third << 8 | fourth;
    }
}
