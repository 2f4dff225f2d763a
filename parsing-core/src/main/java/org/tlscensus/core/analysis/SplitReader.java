package org.tlscensus.core.analysis;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.capture.Damage;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.packet.PacketLimits;
import org.tlscensus.core.row.ConnectionPart;

/**
 * Reads one split, and on into its successors for messages that stand in the middle at its end, in
 * steps, so that the caller can pass rows on while they come.
 */
public final class SplitReader implements Closeable {
    /** Enough for all connections of most splits. */
    public static final long DEFAULT_MEMORY_BYTES = 256L << 20;

    private static final int PACKETS_PER_STEP = 4096;
    private static final CaptureCounters[] NONE = {};

    private final CaptureSplit split;
    private final Captures captures;
    private final AnalysisLimits limits;
    private final RowSink sink;
    private final FlowTracker analysis;
    private final List<CaptureCounters> own = new ArrayList<>(); // per file of the split

    private SuccessorPackets beyond; // null while packets of the split come
    private State state = State.OWN;
    private OverlapReader reader;
    private int group; // index of the first file that is being read
    private CaptureCounters[] counters; // per file of the overlap group that is being read
    private int places; // files met so far
    private boolean hasBegun; // with the split's overlap group that is being read
    private boolean areSegmentsOver; // late segments are not waited for any longer
    private boolean standsAtPacket;
    private long endNanos; // time of the split's last packet
    private long bytesOfEarlierGroups;
    private long lookaheadBytes;

    private enum State {
        OWN,
        BEYOND,
        DONE
    }

    /** Opens the split's file, or the files that are merged in it, with plenty of memory. */
    public SplitReader(CaptureSplit split, Captures captures, AnalysisOptions options, RowSink sink)
            throws IOException {
        this(split, captures, options, DEFAULT_MEMORY_BYTES, sink);
    }

    /**
     * Opens the split's file, or the files that are merged in it.
     *
     * @param memoryBytes of what is held of connections; beyond it the quietest ones are handed out
     *     as unfinished parts, to be joined with what follows of them. The rows are the same.
     */
    public SplitReader(
            CaptureSplit split,
            Captures captures,
            AnalysisOptions options,
            long memoryBytes,
            RowSink sink)
            throws IOException {
        this.split = split;
        this.captures = captures;
        this.sink = sink;
        limits = options.limits();
        analysis = new FlowTracker(split.number(), options, memoryBytes, captures.secrets(), sink);
        group = split.capture();
        reader = OverlapReader.open(captures, split);
        beginOwn();
    }

    private void beginOwn() {
        counters = countersOf(reader);
        own.addAll(List.of(counters));
        analysis.beginCapture(counters[0]);
        hasBegun = false;
    }

    private CaptureCounters[] countersOf(OverlapReader of) {
        CaptureCounters[] perFile = new CaptureCounters[of.fileCount()];
        for (int i = 0; i < perFile.length; i++) {
            perFile[i] =
                    new CaptureCounters(captures.name(group + i), places++, sink.wantsBlocks());
        }
        return perFile;
    }

    /** Goes on for some packets; false when all rows are out. */
    public boolean step() throws IOException {
        return step(PACKETS_PER_STEP);
    }

    /** Goes on for so many packets at most; false when all rows are out. */
    public boolean step(int packets) throws IOException {
        try {
            steps(packets);
        } catch (RuntimeException | StackOverflowError e) {
            giveUp(e);
        }
        return state != State.DONE;
    }

    private void steps(int packets) throws IOException {
        for (int i = 0; i < packets && state != State.DONE; i++) {
            if (state == State.OWN) {
                stepOwn();
            } else {
                stepBeyond();
            }
        }
    }

    /**
     * A bug that is no packet's and no file's: what the split held is lost, what it told stands.
     */
    private void giveUp(Throwable bug) throws IOException {
        own.get(0).bug(Bugs.damage(reader.bytesRead(), bug));
        account();
    }

    private void account() throws IOException {
        for (CaptureCounters of : own) {
            sink.capture(of.toPart(split.number()));
        }
        state = State.DONE;
        close();
    }

    private void stepOwn() throws IOException {
        standsAtPacket = reader.next();
        if (!hasBegun) {
            hasBegun = true;
            begin();
        }
        if (standsAtPacket && reader.packet().position() < split.end()) {
            endNanos = reader.packet().timeNanos();
            analysis.beginCapture(counters[reader.file()]);
            counters[reader.file()].meet(reader.packet());
            try {
                analysis.packet(reader.packet());
            } catch (RuntimeException | StackOverflowError e) {
                analysis.failed(e);
            }
            return;
        }
        end();
        int next = group + captures.overlapping(group);
        if (next < split.capture() + split.files()) {
            open(next);
            beginOwn();
            return;
        }
        beyond = analysis.endOfSplit();
        state = State.BEYOND;
    }

    private void begin() {
        for (int i = 0; i < counters.length; i++) {
            CaptureReader of = reader.reader(i);
            if (of != null && reader.failure(i) == null) {
                counters[i].began(reader.nextPacketPosition(i), of.context().toBytes());
            }
        }
    }

    private void end() {
        for (int i = 0; i < counters.length; i++) {
            Damage unreadable = reader.unreadable(i);
            Damage failure = unreadable != null ? unreadable : reader.failure(i);
            if (failure != null && reader.isBug(i)) {
                counters[i].bug(failure);
            } else if (failure != null) {
                counters[i].damage(failure.offset(), failure.description());
            }
            if (unreadable != null) {
                continue;
            }
            CaptureReader of = reader.reader(i);
            if (failure == null) {
                counters[i].ended(reader.nextPacketPosition(i), of.context().toBytes());
            }
            counters[i].secrets(of.secrets());
            for (Damage damage : of.damages()) {
                if (damage.offset() < split.end()) {
                    counters[i].damage(damage.offset(), damage.description());
                }
            }
        }
    }

    private void stepBeyond() throws IOException {
        if (!beyond.areWanted()) {
            finish();
            return;
        }
        if (!standsAtPacket) {
            standsAtPacket = reader.next();
            if (!standsAtPacket) {
                openNext();
                return;
            }
        }
        CaptureReader packet = reader.packet();
        long ahead = packet.timeNanos() - endNanos;
        if (lookaheadBytes > limits.lookaheadBytes()) {
            own.get(0).anomaly(CaptureAnomaly.LOOKAHEAD_BOUND, beyond.unfinished());
            finish();
            return;
        }
        if (!areSegmentsOver && ahead > MessageLimits.DEFAULTS.earlyNanos()) {
            areSegmentsOver = true;
            beyond.letGo(packet.timeNanos());
        }
        if (ahead > MessageLimits.DEFAULTS.lookaheadNanos()) {
            beyond.letGo(); // what goes on for longer is no message
        }
        boolean areFragmentsOver = ahead > PacketLimits.DEFAULTS.fragmentNanos();
        if (areFragmentsOver && !beyond.isInConversation()) {
            finish();
            return;
        }
        beyond.beginCapture(counters[reader.file()]);
        try {
            beyond.packet(packet);
        } catch (RuntimeException | StackOverflowError e) {
            beyond.failed(e);
        }
        lookaheadBytes += packet.nextPosition() - packet.position();
        standsAtPacket = false;
    }

    private void openNext() throws IOException {
        reportBeyond();
        int next = group + captures.overlapping(group);
        if (next >= captures.count()) {
            own.get(0).cutShort();
            finish();
            return;
        }
        open(next);
        counters = countersOf(reader);
    }

    private void open(int next) throws IOException {
        bytesOfEarlierGroups += reader.bytesRead();
        reader.close();
        group = next;
        reader = OverlapReader.open(captures, group);
    }

    private void finish() throws IOException {
        beyond.finish();
        reportBeyond();
        own.get(0).lookahead(lookaheadBytes);
        account();
    }

    /** Corrections to files that were read on into. */
    private void reportBeyond() {
        for (CaptureCounters of : counters) {
            if (of.place() >= own.size() && of.hasRecounts()) {
                sink.capture(of.toPart(split.number()));
            }
        }
        counters = NONE;
    }

    /** Whether a connection between the same ends is followed at present. */
    public boolean isFollowing(ConnectionPart piece) {
        return analysis.holds(FlowKey.fromBytes(piece.flowKey()));
    }

    /** Bytes read so far, of stored files. */
    public long bytesRead() {
        return bytesOfEarlierGroups + reader.bytesRead();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
