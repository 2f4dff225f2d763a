package org.tlscensus.core.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.flow.TcpStream;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.Segment;
import org.tlscensus.core.row.DialoguePart;
import org.tlscensus.core.row.StartTlsRow;
import org.tlscensus.core.row.TlsRow;
import org.tlscensus.core.starttls.CleartextDialogue;
import org.tlscensus.core.starttls.StartTlsLimits;
import org.tlscensus.core.starttls.TlsCarrier;
import org.tlscensus.core.tls.TlsDetector;
import org.tlscensus.core.tls.TlsDialogue;
import org.tlscensus.core.wire.Side;

/**
 * The payload of a TCP connection: cleartext until TLS begins, then TLS until its handshake is
 * over.
 *
 * <p>TLS begins where the cleartext dialogue says so, or where a segment begins with what can only
 * be a TLS handshake: the latter finds it also behind protocols that nobody here knows, and in
 * connections whose beginning was not captured.
 */
final class StreamAnalyzer implements PayloadAnalyzer {
    /** Of all its objects, and of what they learn of a common handshake. */
    private static final int BASE_BYTES = 4 << 10;

    private final AnalysisLimits limits;
    private final TorLinkDetector watch;
    private final StapleRecorder staples;
    private final CleartextDialogue cleartext;
    private final TcpStream[] streams = new TcpStream[2];
    private final AnswerOrder order;
    private final CutSegments cut = new CutSegments();
    private final boolean[] isFinSeen = new boolean[2];
    private final int[] finSequence = new int[2];
    private final int[] acknowledged = new int[2]; // of the other side, by each
    private byte acknowledging; // a bit for each side
    private final byte[][] undetected = {NOTHING, NOTHING}; // too few bytes to tell, per side
    private final ArrivalTimes[] arrivals = new ArrivalTimes[2]; // per side; null without cleartext
    private TlsDialogue tls;
    private TlsCarrier carrier; // null if TLS is bare
    private int watchedBytes;
    private boolean isDropped; // of bytes that were needed
    private boolean isEnded;

    private static final byte[] NOTHING = {};

    /** No acknowledgment is farther from what was seen, but a wrong one. */
    private static final int ONE_WINDOW = 1 << 24;

    /** Of bytes that two segments show, the copies differ. */
    static final String OVERLAP_DIFFERS = "overlapping_bytes_differ";

    /** More waited ahead of a hole than the bound allows: bytes that were captured are missing. */
    static final String REASSEMBLY_LIMIT = "reassembly_limit";

    /** The snap length left out bytes of what was said in the clear before TLS, or without it. */
    static final String CLEARTEXT_INCOMPLETE = "cleartext_incomplete";

    /**
     * @param acceptor which side accepted the connection; null where TCP did not show it
     */
    StreamAnalyzer(
            AnalysisLimits limits,
            CertificateCollector certificates,
            int clientPort,
            int serverPort,
            Side acceptor) {
        this.limits = limits;
        watch = new TorLinkDetector(certificates);
        staples = new StapleRecorder(watch);
        cleartext =
                new CleartextDialogue(StartTlsLimits.DEFAULTS, clientPort, serverPort, acceptor);
        for (Side side : Side.values()) {
            streams[side.ordinal()] =
                    TcpStream.remembering(limits.waitingBytes(), new Ordered(side));
        }
        order = new AnswerOrder(streams, limits);
    }

    /** The bytes of one side, in order. */
    private final class Ordered implements TcpStream.Receiver {
        private final Side side;

        Ordered(Side side) {
            this.side = side;
        }

        @Override
        public void bytes(long timeNanos, byte[] bytes, int offset, int length) {
            StreamAnalyzer.this.bytes(side, timeNanos, bytes, offset, length);
        }

        @Override
        public void gap(long missingBytes) {
            StreamAnalyzer.this.gap(side, missingBytes);
        }

        @Override
        public void dropped() {
            isDropped |= !isDecided();
        }
    }

    /** A side is known to begin here. */
    void start(Side side, int sequenceNumber) {
        stream(side).start(sequenceNumber);
        order.begins(side);
    }

    /** By what the other side acknowledged, a side begins here, or nothing before is waited for. */
    void expect(Side side, int sequenceNumber) {
        order.pass(side, sequenceNumber);
    }

    /** A side's SYN was answered, and may still come. */
    void await(Side side) {
        order.await(side);
    }

    private TcpStream stream(Side sender) {
        return streams[sender.ordinal()];
    }

    /** A segment of the connection, whether it carries payload or not. */
    void segment(Side sender, long timeNanos, Segment segment) {
        int flags = segment.tcpFlags();
        int sequenceNumber = segment.sequenceNumber();
        if ((flags & PacketDecoder.SYN) != 0) {
            sequenceNumber++;
            start(sender, sequenceNumber);
        }
        for (TcpStream stream : streams) {
            stream.packetPassed();
        }
        if ((flags & PacketDecoder.ACK) != 0) {
            stream(sender.other()).acknowledged(segment.acknowledgmentNumber());
            acknowledged[sender.ordinal()] = segment.acknowledgmentNumber();
            acknowledging |= (byte) (1 << sender.ordinal());
        }
        if ((flags & PacketDecoder.RST) != 0) {
            return; // its payload is no part of the stream
        }
        if (tls == null && cleartext.status() == CleartextDialogue.Status.GOES_ON) {
            cut.addClear(sender, sequenceNumber, segment);
        } else {
            cut.add(sender, sequenceNumber, segment);
        }
        order.segment(sender, sequenceNumber, timeNanos, segment);
        cut.settle(streams);
        if ((flags & PacketDecoder.FIN) != 0) {
            fin(sender, sequenceNumber + segment.payloadOriginalLength());
        }
        if (isFinished(Side.CLIENT) && isFinished(Side.SERVER)) {
            end();
        }
    }

    private void fin(Side sender, int sequenceNumber) {
        isFinSeen[sender.ordinal()] = true;
        finSequence[sender.ordinal()] = sequenceNumber;
        stream(sender).start(sequenceNumber);
    }

    /** Whether a side has sent all it will, and none of it is waited for. */
    private boolean isFinished(Side side) {
        return isFinSeen[side.ordinal()] && stream(side).reached(finSequence[side.ordinal()]);
    }

    private void bytes(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
        if (isDecided()) {
            return;
        }
        if (tls != null) {
            tlsBytes(sender, timeNanos, bytes, offset, length);
            return;
        }
        watchedBytes += length;
        if (arrivals[sender.ordinal()] == null) {
            arrivals[sender.ordinal()] = new ArrivalTimes();
        }
        arrivals[sender.ordinal()].add(timeNanos, length);
        byte[] held = undetected[sender.ordinal()];
        if (held.length == 0) {
            segment(sender, timeNanos, bytes, offset, length);
            return;
        }
        byte[] joined = Arrays.copyOf(held, held.length + length);
        System.arraycopy(bytes, offset, joined, held.length, length);
        undetected[sender.ordinal()] = NOTHING;
        segment(sender, timeNanos, joined, 0, joined.length);
    }

    /** Cleartext so far, and here a segment begins. */
    private void segment(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
        if (cleartext.holdsBack(sender)) {
            cleartext(sender, timeNanos, bytes, offset, length);
            return;
        }
        switch (TlsDetector.match(bytes, offset, length)) {
            case YES -> {
                ArrivalTimes times = arrivals[sender.ordinal()];
                cut.endClear(sender);
                beginTls(sender, length);
                tlsBytes(sender, bytes, offset, length, 0, times);
            }
            case NEED_MORE ->
                    undetected[sender.ordinal()] =
                            Arrays.copyOfRange(bytes, offset, offset + length);
            case NO -> cleartext(sender, timeNanos, bytes, offset, length);
        }
    }

    private void cleartext(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
        int used = cleartext.bytes(sender, timeNanos, bytes, offset, length);
        if (cleartext.status() == CleartextDialogue.Status.UPGRADE) {
            ArrivalTimes times = arrivals[sender.ordinal()];
            cut.endClear(sender);
            beginTls(sender, length - used);
            tlsBytes(sender, bytes, offset + used, length - used, 0, times);
        }
    }

    /** What was held turns out to be TLS, or else TLS begins with what is read now. */
    private void beginTls() {
        beginTls(Side.CLIENT, 0);
    }

    /**
     * TLS begins.
     *
     * @param unread how many bytes of a side came last and are no part of what was held
     */
    private void beginTls(Side reading, int unread) {
        tls = new TlsDialogue(limits.tls(), staples);
        carrier = cleartext.carrier();
        for (Side side : Side.values()) {
            byte[] undecided = undetected[side.ordinal()];
            int after = undecided.length + (side == reading ? unread : 0);
            ArrivalTimes times = arrivals[side.ordinal()];
            byte[] held = cleartext.heldForTls(side);
            tlsBytes(side, held, 0, held.length, after, times);
            int since = side == reading ? unread : 0;
            tlsBytes(side, undecided, 0, undecided.length, since, times);
            undetected[side.ordinal()] = NOTHING;
            arrivals[side.ordinal()] = null;
        }
    }

    /**
     * Bytes of which some were held, as they came: in pieces, each with its time.
     *
     * @param after how many came since
     */
    private void tlsBytes(
            Side side, byte[] bytes, int offset, int length, int after, ArrivalTimes times) {
        int at = 0;
        while (at < length) {
            int back = length - at + after;
            int piece = Math.min(length - at, times.piece(back));
            tlsBytes(side, times.nanos(back), bytes, offset + at, piece);
            at += piece;
        }
    }

    private void tlsBytes(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
        if (carrier == null) {
            if (isEndMissing(sender.other())) {
                tls.endMissing(sender.other());
            }
            tls.segmentStarts(sender);
            tls.bytes(sender, timeNanos, bytes, offset, length);
        } else {
            carrier.bytes(sender, timeNanos, bytes, offset, length, tls);
        }
    }

    /** Whether the other side has acknowledged bytes behind all that were captured. */
    private boolean isEndMissing(Side side) {
        int other = side.other().ordinal();
        int beyond = stream(side).beyond(acknowledged[other]);
        boolean isAcknowledging = (acknowledging & 1 << other) != 0;
        return isAcknowledging && stream(side).isStarted() && beyond > 0 && beyond < ONE_WINDOW;
    }

    private void gap(Side sender, long missingBytes) {
        cut.missed(sender);
        if (isDecided()) {
            return;
        }
        if (tls != null) {
            if (carrier != null) {
                carrier.gap(sender, missingBytes, tls);
            } else {
                tls.gap(sender, missingBytes);
            }
        } else {
            undetected[sender.ordinal()] = NOTHING;
            cleartext.gap(sender, missingBytes);
            if (cleartext.status() == CleartextDialogue.Status.UPGRADE) {
                beginTls();
            }
        }
    }

    @Override
    public int heldBytes() {
        int clear = tls == null ? Math.min(watchedBytes, limits.cleartextBytes()) : 0;
        return BASE_BYTES
                + (isEnded ? 0 : streams[0].heldBytes() + streams[1].heldBytes())
                + (isEnded ? 0 : order.heldBytes() + clear)
                + ArrivalTimes.heldBytes(arrivals[0])
                + ArrivalTimes.heldBytes(arrivals[1]);
    }

    @Override
    public boolean isDecided() {
        if (isEnded) {
            return true;
        }
        if (tls != null) {
            return tls.isDecided();
        }
        boolean over = cleartext.status() == CleartextDialogue.Status.OVER;
        return watchedBytes >= (over ? limits.watchedBytes() : limits.cleartextBytes());
    }

    @Override
    public void end() {
        if (isEnded) {
            return;
        }
        order.end();
        for (TcpStream stream : streams) {
            stream.end();
        }
        for (Side side : Side.values()) {
            byte[] held = undetected[side.ordinal()];
            if (tls == null && held.length > 0) {
                undetected[side.ordinal()] = NOTHING;
                cleartext.bytes(side, 0, held, 0, held.length);
            }
        }
        cut.settle(streams);
        for (Side side : Side.values()) {
            int tail = cut.tail(side, stream(side));
            if (tail > 0) {
                gap(side, tail);
            }
        }
        cleartext.end();
        if (tls == null && cleartext.status() == CleartextDialogue.Status.UPGRADE) {
            beginTls();
        }
        if (carrier != null) {
            carrier.end();
        }
        if (tls != null) {
            tls.end();
        }
        isEnded = true;
    }

    @Override
    public boolean hasRow() {
        return tls != null && tls.session().sawHello()
                || carrier != null && carrier.hasRow()
                || cleartext.toRow(false, false) != null
                || cleartext.proxy() != null
                || cleartext.proxyProtocol() != null;
    }

    @Override
    public DialoguePart toPart(End clientEnd) {
        TlsRow tlsRow = tls == null ? null : tls.session().toRow();
        boolean upgraded = tls != null && tls.session().sawHello();
        boolean isAnswered = tlsRow != null && tlsRow.version() != null;
        StartTlsRow starttls = cleartext.toRow(upgraded, isAnswered);
        SortedSet<String> anomalies = new TreeSet<>(cleartext.anomalies());
        if (order.isOverlapDifferent()) {
            anomalies.add(OVERLAP_DIFFERS);
        }
        if (isDropped) {
            anomalies.add(REASSEMBLY_LIMIT);
        }
        if (cut.isCleartextMissed()) {
            anomalies.add(CLEARTEXT_INCOMPLETE);
        }
        if (tls != null) {
            anomalies.addAll(tls.session().anomalies());
        }
        if (carrier != null) {
            anomalies.addAll(carrier.anomalies());
        }
        Side hello = tls == null ? null : tls.session().clientSide();
        Side server = cleartext.serverSide();
        Side client = hello != null || server == null ? hello : server.other();
        return new DialoguePart(
                true,
                isHigh(client, clientEnd),
                isHigh(hello, clientEnd),
                protocol(tlsRow),
                cleartext.proxy(),
                cleartext.proxyProtocol(),
                starttls,
                tlsRow,
                List.copyOf(anomalies),
                staples.stapled());
    }

    /** What was spoken in the clear, else what the server's certificate or ALPN tells. */
    private String protocol(TlsRow tlsRow) {
        if (tlsRow == null && carrier != null && carrier.isGuess()) {
            return null;
        }
        boolean isTor = cleartext.protocol() == null && tlsRow != null && watch.sawLink(tlsRow);
        if (isTor) {
            return TorLinkDetector.PROTOCOL;
        }
        boolean isTlsAlone = cleartext.protocol() == null && tlsRow != null;
        return isTlsAlone ? Alpn.protocol(tlsRow) : cleartext.protocol();
    }

    private static Boolean isHigh(Side side, End clientEnd) {
        return side == null ? null : (Boolean) clientEnd.ofSide(side).isHigh();
    }
}
