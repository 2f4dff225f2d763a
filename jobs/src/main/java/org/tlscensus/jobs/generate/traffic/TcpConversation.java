package org.tlscensus.jobs.generate.traffic;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.tlscensus.jobs.generate.capture.TcpFrames;
import org.tlscensus.jobs.generate.handshake.Flight;
import org.tlscensus.jobs.generate.handshake.Mark;
import org.tlscensus.jobs.generate.handshake.Side;
import org.tlscensus.jobs.generate.plan.Ailment;
import org.tlscensus.jobs.generate.plan.Ending;

/**
 * A TCP connection: a script's turns as segments, seen by a capture near the client. It plans a
 * burst of packets at a time.
 */
final class TcpConversation extends Conversation {
    /** From the capture to the client and back. */
    private static final long CLIENT_DELAY = 50;

    private static final long SEGMENT_GAP = 12;
    private static final long ACK_DELAY = 5;
    private static final long RESEND_DELAY = 200_000;
    private static final byte[] NOTHING = {};

    /** Of a frame that is cut: with less nobody could know what the connection was. */
    private static final int LEAST_PAYLOAD = 24;

    /** Who wants to know what becomes of it. */
    interface Listener {
        /** The client has a message, or is going to have it. */
        void arrived(Mark mark, long time);

        void ended(TcpConversation conversation) throws IOException;
    }

    private final TcpFrames frames;
    private final PacketSink sink;
    private final Nature nature;
    private final Script script;
    private final Listener listener;
    private final long start;
    private final int[] firstSequence;
    private final int[] next = {0, 0}; // sequence numbers, relative to the first
    private final Burst burst = new Burst();
    private final Tally tally = new Tally();
    private final Set<Ailment> ailments = EnumSet.noneOf(Ailment.class);
    private final Side hidden;
    private final int capturedBytes;
    private final int target; // number of the packet that the ailment comes to first
    private final boolean isCutAtEnd;
    private long lastTime; // of the last packet that was written
    private int at;
    private int number;
    private Flight flight;
    private int flightBegin;
    private Turn turn;
    private long dataEnd; // when the last segment with payload was sent
    private Side lastSpeaker = Side.CLIENT;
    private boolean isClosing;

    TcpConversation(
            long number,
            long start,
            TcpFrames frames,
            PacketSink sink,
            Nature nature,
            Script script,
            Listener listener) {
        super(number);
        this.start = start;
        this.frames = frames;
        this.sink = sink;
        this.nature = nature;
        this.script = script;
        this.listener = listener;
        firstSequence = new int[] {nature.random().nextInt(), nature.random().nextInt()};
        hidden = nature.hiddenSide();
        target = nature.firstTarget();
        isCutAtEnd = nature.random().nextBoolean();
        capturedBytes =
                nature.ailment() == Ailment.SNAP_LENGTH
                        ? Math.max(
                                frames.headerBytes() + LEAST_PAYLOAD,
                                80 + nature.random().nextInt(200))
                        : Integer.MAX_VALUE;
        if (nature.ailment() == Ailment.PORT_REUSE) {
            ailments.add(Ailment.PORT_REUSE);
        }
        open();
    }

    Tally tally() {
        return tally;
    }

    /** When its last packet was written, by a clock without steps. */
    long lastTime() {
        return lastTime;
    }

    Set<Ailment> ailments() {
        return ailments;
    }

    Ending ending() {
        return nature.ending();
    }

    private void open() {
        burst.add(start, Side.CLIENT, TcpFrames.SYN, 0, 0, 0, 0);
        long answer = start + nature.rttMicros();
        burst.add(answer, Side.SERVER, TcpFrames.SYN | TcpFrames.ACK, 0, 1, 0, 0);
        dataEnd = answer + CLIENT_DELAY;
        burst.add(dataEnd, Side.CLIENT, TcpFrames.ACK, 1, 1, 0, 0);
        next[0] = 1;
        next[1] = 1;
    }

    @Override
    long time() {
        return burst.time(at);
    }

    @Override
    boolean step() throws IOException {
        send(at++);
        if (at < burst.size()) {
            return true;
        }
        long last = burst.time(at - 1);
        burst.clear();
        at = 0;
        if (!isClosing) {
            planNext(last);
        }
        if (burst.size() > 0) {
            return true;
        }
        listener.ended(this);
        return false;
    }

    private void planNext(long last) {
        Turn now = turn == null ? script.next(dataEnd - start) : turn;
        long begin = Math.max(begin(now), last + 1);
        if (now.flight() == null) {
            isClosing = true;
            flight = null;
            planClose(begin);
            return;
        }
        flight = now.flight();
        flightBegin = next[flight.side().ordinal()];
        planSegments(begin);
        lastSpeaker = flight.side();
        suffer();
    }

    private long begin(Turn now) {
        if (now.flight() == null) { // the close is to end at a given time
            return dataEnd + now.waitMicros() - nature.rttMicros() - CLIENT_DELAY;
        }
        boolean crosses = now.flight().side() == Side.SERVER && lastSpeaker == Side.CLIENT;
        long way = crosses ? nature.rttMicros() : CLIENT_DELAY;
        return dataEnd + now.waitMicros() + way;
    }

    private void planSegments(long begin) {
        Side side = flight.side();
        Side other = side.other();
        int length = flight.bytes().length;
        int unacknowledged = 0;
        long time = begin;
        for (int offset = 0; offset < length; ) {
            int count = Math.min(nature.segmentBytes(TcpFrames.MSS), length - offset);
            boolean isLast = offset + count == length;
            int flags = isLast ? TcpFrames.ACK | TcpFrames.PSH : TcpFrames.ACK;
            int own = next[side.ordinal()];
            burst.add(time, side, flags, own, next[other.ordinal()], offset, count);
            next[side.ordinal()] += count;
            dataEnd = time;
            offset += count;
            if (++unacknowledged == 2 && side == Side.SERVER && !isLast) {
                acknowledge(time + ACK_DELAY, other);
                unacknowledged = 0;
            }
            time += SEGMENT_GAP;
        }
        if (nature.ailment() == Ailment.RECORDS_CUT) {
            ailments.add(Ailment.RECORDS_CUT);
        }
        for (Mark mark : flight.marks()) {
            listener.arrived(mark, dataEnd + CLIENT_DELAY);
        }
        turn = script.next(dataEnd - start);
        boolean isAnswered = turn.flight() != null && turn.flight().side() == other;
        if (!isAnswered) {
            acknowledge(dataEnd + (side == Side.SERVER ? ACK_DELAY : nature.rttMicros()), other);
        }
    }

    private void acknowledge(long time, Side side) {
        burst.add(
                time,
                side,
                TcpFrames.ACK,
                next[side.ordinal()],
                next[side.other().ordinal()],
                0,
                0);
    }

    private void planClose(long begin) {
        int client = next[0];
        int server = next[1];
        int finish = TcpFrames.FIN | TcpFrames.ACK;
        switch (nature.ending()) {
            case FIN -> {
                long answer = begin + nature.rttMicros();
                burst.add(begin, Side.CLIENT, finish, client, server, 0, 0);
                burst.add(answer, Side.SERVER, finish, server, client + 1, 0, 0);
                burst.add(
                        answer + CLIENT_DELAY,
                        Side.CLIENT,
                        TcpFrames.ACK,
                        client + 1,
                        server + 1,
                        0,
                        0);
            }
            case RST -> {
                int reset = TcpFrames.RST | TcpFrames.ACK;
                long end = begin + nature.rttMicros() + CLIENT_DELAY;
                burst.add(end, Side.SERVER, reset, server, client, 0, 0);
            }
            case SILENCE -> {
                // nothing more comes
            }
        }
    }

    /** Lets segments of a burst be sent again or overtake each other. */
    private void suffer() {
        int last = burst.size() - 1;
        if (nature.ailment() == Ailment.RETRANSMISSION
                && (!ailments.contains(Ailment.RETRANSMISSION) || nature.happensAgain())) {
            long time = burst.time(last) + RESEND_DELAY;
            int own = next[flight.side().ordinal()];
            int other = next[flight.side().other().ordinal()];
            int count = Math.min(TcpFrames.MSS, burst.length(0));
            burst.add(
                    time,
                    flight.side(),
                    TcpFrames.ACK,
                    Math.min(own, burst.sequence(0)),
                    other,
                    burst.offset(0),
                    count);
            dataEnd = time;
            ailments.add(Ailment.RETRANSMISSION);
        }
        if (nature.ailment() == Ailment.REORDERING) {
            for (int i = 1; i <= last; i++) {
                boolean areData = burst.length(i - 1) > 0 && burst.length(i) > 0;
                if (areData && (!ailments.contains(Ailment.REORDERING) || nature.happensAgain())) {
                    burst.swap(i - 1, i);
                    ailments.add(Ailment.REORDERING);
                }
            }
        }
    }

    private void send(int i) throws IOException {
        int place = number++;
        if (isLost(i, place)) {
            return;
        }
        Side side = burst.side(i);
        int length =
                frames.put(
                        sink.frame(),
                        side,
                        firstSequence[side.ordinal()] + burst.sequence(i),
                        acknowledgment(i, side),
                        burst.flags(i),
                        place,
                        flight == null ? NOTHING : flight.bytes(),
                        burst.offset(i),
                        burst.length(i));
        long time = burst.time(i);
        write(i, time, length);
        if (isHit(place, Ailment.DUPLICATE)) {
            ailments.add(Ailment.DUPLICATE);
            write(i, time, length);
        }
    }

    private int acknowledgment(int i, Side side) {
        boolean acknowledges = (burst.flags(i) & TcpFrames.ACK) != 0;
        return acknowledges ? firstSequence[side.other().ordinal()] + burst.acknowledgment(i) : 0;
    }

    private void write(int i, long sent, int length) throws IOException {
        int left = length - sink.write(sent, length, capturedBytes);
        long time = sink.clock(sent);
        if (!tally.isEmpty() && sink.steps(lastTime, sent)) {
            ailments.add(Ailment.CLOCK_STEP);
        }
        lastTime = sent;
        if (left > 0) {
            ailments.add(Ailment.SNAP_LENGTH);
        }
        int kept = Math.max(0, burst.length(i) - left);
        int flags = burst.flags(i);
        boolean isBound = (flags & (TcpFrames.SYN | TcpFrames.FIN)) != 0;
        tally.packet(time, burst.side(i), streamPlace(i), burst.length(i), kept, isBound);
        if ((flags & TcpFrames.SYN) != 0 && burst.side(i) == Side.CLIENT) {
            tally.syn(time);
        } else if (flags == TcpFrames.ACK && burst.side(i) == Side.CLIENT) {
            tally.answered(time);
        }
        if (burst.length(i) > 0) {
            tally.note(flight, flightBegin, time);
        }
    }

    /** A packet's place in the stream of bytes, which a FIN is none of. */
    private int streamPlace(int i) {
        return Math.min(burst.sequence(i), next[burst.side(i).ordinal()]);
    }

    private boolean isHit(int place, Ailment ailment) {
        return nature.ailment() == ailment
                && (place == target || place > target && nature.happensAgain());
    }

    private boolean isLost(int i, int place) {
        Ailment cause = null;
        if (sink.losesNext() || isHit(place, Ailment.LOSS)) {
            cause = Ailment.LOSS;
        } else if (hidden == burst.side(i)) {
            cause = Ailment.ONE_SIDED;
        } else if (nature.ailment() == Ailment.CUT && isCutAtEnd == place >= target) {
            cause = Ailment.CUT;
        }
        if (cause != null) {
            ailments.add(cause);
        }
        return cause != null;
    }
}
