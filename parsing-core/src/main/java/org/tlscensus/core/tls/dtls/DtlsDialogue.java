package org.tlscensus.core.tls.dtls;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.tlscensus.core.tls.TlsLimits;
import org.tlscensus.core.tls.TlsListener;
import org.tlscensus.core.tls.TlsSession;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/**
 * DTLS over the datagrams of a UDP flow, among whatever else the flow carries.
 *
 * <p>Records in the clear are read; of those behind a change of cipher only type and length count.
 * These, and alerts, are handed in behind the handshake messages that their sender sent before
 * them, even when datagrams overtook each other. A change of cipher that was lost is taken from the
 * epoch of the records behind it.
 */
public final class DtlsDialogue {
    private static final int HELD_RECORDS = 64; // of a side whose messages are incomplete

    /**
     * A Finished in DTLS 1.3's encryption: message header, hash, inner type, tag. What is shorter
     * in the handshake's epoch acknowledges records.
     */
    private static final int SHORTEST_FINISHED = 12 + 32 + 1 + 16;

    private final TlsSession session;
    private final DtlsLimits limits;
    private final DtlsHandshake handshake;
    private final List<Queue<Runnable>> held = new ArrayList<>(2); // per side, in order of arrival
    private final boolean[] isCipherChanged = new boolean[2];
    private final int[] protectedRecords = new int[2];
    private int channel; // of TURN; 0 before the first
    private int waited;
    private boolean isHopeless; // a message was given up that its sender must have sent

    public DtlsDialogue(TlsLimits limits, TlsListener listener) {
        this(limits, DtlsLimits.DEFAULTS, listener);
    }

    DtlsDialogue(TlsLimits tlsLimits, DtlsLimits limits, TlsListener listener) {
        this.limits = limits;
        session = new TlsSession("dtls", tlsLimits, listener);
        handshake = new DtlsHandshake(session, tlsLimits, limits);
        for (Side side : Side.values()) {
            held.add(side.ordinal(), new ArrayDeque<>());
        }
    }

    /** Whether a datagram has a handshake message in the clear. */
    public static boolean matches(byte[] bytes, int offset, int length) {
        ByteCursor in = MediaFraming.records(bytes, offset, length);
        if (in == null) {
            return false;
        }
        try {
            DtlsRecord record = DtlsRecord.parse(in, DtlsRecord.UNKNOWN);
            if (record.type() != DtlsRecord.HANDSHAKE || !record.isClear()) {
                return false;
            }
            HandshakeFragment.parse(record.fragment());
            return true;
        } catch (ParseException e) {
            return false;
        }
    }

    /** The next datagram of a side; the array is valid during the call only. */
    public void datagram(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
        int progress = handshake.progress();
        ByteCursor in = MediaFraming.records(bytes, offset, length);
        if (in != null && isOtherPeer(MediaFraming.channel(bytes, offset, length))) {
            session.anomaly("dtls_other_peer");
            in = null;
        }
        if (in != null) {
            records(sender, timeNanos, in);
        }
        for (Side side : Side.values()) {
            release(side);
        }
        if (handshake.progress() > progress) {
            waited = 0;
        } else {
            wait(in == null ? 1 : DtlsLimits.DTLS_WEIGHT);
        }
    }

    /** Whether a TURN channel is another than the first, whose handshake the row has. */
    private boolean isOtherPeer(int datagramChannel) {
        if (channel == 0) {
            channel = datagramChannel;
        }
        return datagramChannel != 0 && datagramChannel != channel;
    }

    private void records(Side sender, long timeNanos, ByteCursor in) {
        int records = 0;
        try {
            while (!in.isAtEnd()) {
                DtlsRecord record = DtlsRecord.parse(in, handshake.connectionIdLength(sender));
                if (record.missingBytes() > 0) {
                    session.anomaly("dtls_record_truncated");
                }
                if (record.isClear()) {
                    clear(sender, timeNanos, record);
                } else {
                    protectedRecord(sender, timeNanos, record);
                }
                records++;
            }
        } catch (ParseException e) {
            if (records > 0) { // else it is no DTLS, but shares the flow with it
                session.anomaly("dtls_bad_record");
            }
        }
    }

    private void clear(Side sender, long timeNanos, DtlsRecord record) throws ParseException {
        ByteCursor fragment = record.fragment();
        switch (record.type()) {
            case DtlsRecord.HANDSHAKE -> {
                session.record(sender, record.version());
                while (!fragment.isAtEnd()) {
                    HandshakeFragment part = HandshakeFragment.parse(fragment);
                    handshake.fragment(sender, timeNanos, part);
                }
            }
            case DtlsRecord.CHANGE_CIPHER_SPEC -> changeCipherSpec(sender, timeNanos);
            case DtlsRecord.ALERT -> {
                session.record(sender, record.version());
                int level = fragment.u8("level");
                int description = fragment.u8("description");
                alert(sender, () -> session.alert(sender, timeNanos, level, description));
            }
            default -> {} // DTLS 1.3's acknowledgments, and what belongs behind a cipher
        }
    }

    private void alert(Side sender, Runnable event) {
        if (handshake.isWaiting(sender) || !held.get(sender.ordinal()).isEmpty()) {
            inOrder(sender, event);
        } else {
            event.run();
        }
    }

    /** It may come again with a repeated flight. */
    private void changeCipherSpec(Side sender, long timeNanos) {
        if (!isCipherChanged[sender.ordinal()]) {
            isCipherChanged[sender.ordinal()] = true;
            inOrder(sender, () -> session.changeCipherSpec(sender, timeNanos));
        }
    }

    private void protectedRecord(Side sender, long timeNanos, DtlsRecord record) {
        if (record.isUnified() && handshake.isOlder()) {
            return; // no DTLS, though its first byte would do
        }
        int length = record.fragment().remaining() + record.missingBytes();
        if (record.isUnified()) {
            boolean isHandshake = record.type() == DtlsRecord.HANDSHAKE;
            if (isHandshake && length < SHORTEST_FINISHED) {
                return; // an acknowledgment
            }
        } else {
            changeCipherSpec(sender, timeNanos);
        }
        protectedRecords[sender.ordinal()]++;
        int type = record.type();
        if (type == DtlsRecord.CONNECTION_ID) { // the inner type is encrypted
            boolean isFirst = protectedRecords[sender.ordinal()] == 1; // then it is the Finished
            type = isFirst ? DtlsRecord.HANDSHAKE : DtlsRecord.APPLICATION_DATA;
        }
        int outerType = type;
        inOrder(sender, () -> session.encrypted(sender, timeNanos, outerType, length));
    }

    private void inOrder(Side sender, Runnable event) {
        Queue<Runnable> queue = held.get(sender.ordinal());
        if (queue.size() < HELD_RECORDS) {
            queue.add(event);
        }
        release(sender);
    }

    private void release(Side sender) {
        Queue<Runnable> queue = held.get(sender.ordinal());
        boolean isReady = isHopeless || !handshake.isIncomplete(sender);
        if (isReady || queue.size() >= HELD_RECORDS) {
            queue.forEach(Runnable::run);
            queue.clear();
        }
    }

    private void wait(int weight) {
        waited = isWaiting() ? waited + weight : 0;
        if (waited > limits.patience()) {
            giveUp();
        }
    }

    /** Whether something that came cannot be used before something else has come. */
    private boolean isWaiting() {
        for (Side side : Side.values()) {
            if (handshake.isWaiting(side) || !held.get(side.ordinal()).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private void giveUp() {
        for (Side side : Side.values()) {
            handshake.giveUp(side);
        }
        for (Side side : Side.values()) {
            boolean isEncrypting =
                    isCipherChanged[side.ordinal()] || protectedRecords[side.ordinal()] > 0;
            if (isEncrypting && handshake.isIncomplete(side)) {
                session.anomaly("dtls_message_lost");
                session.bytesMissing(side);
                isHopeless = true;
            }
            held.get(side.ordinal()).forEach(Runnable::run);
            held.get(side.ordinal()).clear();
        }
        waited = 0;
    }

    /** No more datagrams: what waits is used, and what it waited for is reported as lost. */
    public void end() {
        giveUp();
        handshake.forget();
    }

    /** Whether no further datagram can change the row. */
    public boolean isDecided() {
        return session.isDecided() && !isWaiting()
                || protectedRecords[0] + protectedRecords[1] > limits.protectedRecords();
    }

    public TlsSession session() {
        return session;
    }
}
