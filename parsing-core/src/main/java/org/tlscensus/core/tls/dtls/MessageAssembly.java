package org.tlscensus.core.tls.dtls;

import java.util.TreeMap;
import org.tlscensus.core.tls.TlsLimits;
import org.tlscensus.core.wire.ByteRanges;

/**
 * The handshake messages of one side, put together from their fragments and taken out in order of
 * message_seq, each once.
 */
final class MessageAssembly {
    /** What became of a fragment. */
    enum Fate {
        KEPT,
        /** All of it was there already. */
        REPEATED,
        /** Its message was taken out before, or given up. */
        OLD,
        /** It differs in type or length from its message's other fragments. */
        CONTRADICTS,
        /** A bound was reached. */
        TOO_MUCH
    }

    /** A whole message. The taker owns the body. */
    record Message(int type, int sequence, long timeNanos, byte[] body) {}

    private static final class Partial {
        final int type;
        final int length;
        final ByteRanges ranges = new ByteRanges();
        long timeNanos;

        Partial(int type, int length) {
            this.type = type;
            this.length = length;
        }

        boolean isWhole() {
            return ranges.covers(0, length);
        }
    }

    private final TlsLimits tlsLimits;
    private final DtlsLimits limits;
    private final TreeMap<Integer, Partial> partials = new TreeMap<>(); // none below next
    private int next;

    MessageAssembly(TlsLimits tlsLimits, DtlsLimits limits) {
        this.tlsLimits = tlsLimits;
        this.limits = limits;
    }

    Fate add(long timeNanos, HandshakeFragment fragment) {
        if (fragment.sequence() < next) {
            return Fate.OLD;
        }
        if (fragment.sequence() - next >= limits.messageWindow()
                || fragment.length() > tlsLimits.handshakeBytes()
                || heldBytes() + fragment.bytes().length > tlsLimits.handshakeBytes()
                || heldPieces() >= limits.pieces()) {
            return Fate.TOO_MUCH;
        }
        Partial partial = partials.get(fragment.sequence());
        boolean isNew = partial == null;
        if (isNew) {
            partial = new Partial(fragment.type(), fragment.length());
            partials.put(fragment.sequence(), partial);
        }
        if (partial.type != fragment.type() || partial.length != fragment.length()) {
            return Fate.CONTRADICTS;
        }
        int held = partial.ranges.heldBytes();
        partial.ranges.add(fragment.offset(), fragment.bytes());
        if (!isNew && partial.ranges.heldBytes() == held) {
            return Fate.REPEATED;
        }
        partial.timeNanos = timeNanos;
        return Fate.KEPT;
    }

    private int heldBytes() {
        return partials.values().stream().mapToInt(partial -> partial.ranges.heldBytes()).sum();
    }

    private int heldPieces() {
        return partials.values().stream().mapToInt(partial -> partial.ranges.pieces()).sum();
    }

    /** The next message in order; null when it is not whole yet. */
    Message take() {
        Partial partial = partials.get(next);
        if (partial == null || !partial.isWhole()) {
            return null;
        }
        partials.remove(next);
        return new Message(
                partial.type, next++, partial.timeNanos, partial.ranges.copy(0, partial.length));
    }

    /** Whether fragments wait for others, or for messages before them. */
    boolean isWaiting() {
        return !partials.isEmpty();
    }

    /** Gives up the messages before the next whole one; those will be lost. */
    void giveUp() {
        while (!partials.isEmpty() && !partials.firstEntry().getValue().isWhole()) {
            next = partials.pollFirstEntry().getKey() + 1;
        }
        if (!partials.isEmpty()) {
            next = partials.firstKey();
        }
    }

    /** Goes on with the message of that number, although later ones were taken out. */
    void restart(int sequence) {
        next = sequence;
    }
}
