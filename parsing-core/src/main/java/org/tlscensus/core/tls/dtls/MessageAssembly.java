package org.tlscensus.core.tls.dtls;

import java.util.TreeMap;
import org.tlscensus.core.tls.HandshakeMemory;
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
        TOO_MUCH,
        /** The task has no memory left. */
        NO_MEMORY
    }

    /** A whole message. The taker owns the body. */
    record Message(int type, int sequence, long timeNanos, byte[] body) {}

    private static final class Partial {
        final int type;
        final int length;
        final ByteRanges ranges = new ByteRanges();
        long timeNanos;
        int charged;

        Partial(int type, int length) {
            this.type = type;
            this.length = length;
        }

        boolean isWhole() {
            return ranges.covers(0, length);
        }
    }

    private static final int PIECE_BYTES = 64; // what a fragment costs beside its bytes

    private final TlsLimits tlsLimits;
    private final DtlsLimits limits;
    private final HandshakeMemory memory;
    private final TreeMap<Integer, Partial> partials = new TreeMap<>(); // none below next
    private int next;
    private int heldPieces;
    private int charged; // bytes taken of the task's memory

    MessageAssembly(TlsLimits tlsLimits, DtlsLimits limits, HandshakeMemory memory) {
        this.tlsLimits = tlsLimits;
        this.limits = limits;
        this.memory = memory;
    }

    Fate add(long timeNanos, HandshakeFragment fragment) {
        if (fragment.sequence() < next) {
            return Fate.OLD;
        }
        if (fragment.sequence() - next >= limits.messageWindow()
                || fragment.length() > tlsLimits.messageBytes(fragment.type())
                || charged + fragment.bytes().length > tlsLimits.handshakeBytes()
                || heldPieces >= limits.pieces()) {
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
        int end = fragment.offset() + fragment.bytes().length;
        if (!isNew && partial.ranges.covers(fragment.offset(), end)) {
            return Fate.REPEATED;
        }
        if (!memory.take(fragment.bytes().length + PIECE_BYTES)) {
            return Fate.NO_MEMORY;
        }
        charged += fragment.bytes().length + PIECE_BYTES;
        int pieces = partial.ranges.pieces();
        partial.ranges.add(fragment.offset(), fragment.bytes());
        partial.charged += fragment.bytes().length + PIECE_BYTES;
        heldPieces += partial.ranges.pieces() - pieces;
        partial.timeNanos = timeNanos;
        return Fate.KEPT;
    }

    private Partial removed(Partial partial) {
        memory.give(partial.charged);
        charged -= partial.charged;
        heldPieces -= partial.ranges.pieces();
        return partial;
    }

    /** Lets go what is held. */
    void forget() {
        partials.values().forEach(this::removed);
        partials.clear();
    }

    /** The next message in order; null when it is not whole yet. */
    Message take() {
        Partial partial = partials.get(next);
        if (partial == null || !partial.isWhole()) {
            return null;
        }
        removed(partials.remove(next));
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
            next = partials.firstKey() + 1;
            removed(partials.pollFirstEntry().getValue());
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
