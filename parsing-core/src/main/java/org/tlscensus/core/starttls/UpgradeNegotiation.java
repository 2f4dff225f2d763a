package org.tlscensus.core.starttls;

import java.util.Arrays;
import org.tlscensus.core.tls.TlsDetector;
import org.tlscensus.core.wire.Side;

/**
 * A dialogue whose protocol is known. It holds the client's bytes back between its request and the
 * answer, so that they are read as what they turn out to be, and finds the first byte of TLS.
 *
 * <p>All decisions fall at a certain byte of the two streams as they came, never at the end of a
 * segment: segmentation does not matter.
 */
final class UpgradeNegotiation {
    private static final byte[] NOTHING = {};
    private static final int HANDSHAKE = 22; // TLS' record type
    private static final int HEADER_BYTES = 5; // of a TLS record

    private final Dialect dialect;
    private final StartTlsState findings;
    private final byte[][] held = {NOTHING, NOTHING};
    private boolean isAnswerLost;
    private boolean isHeldPart; // what is read now was sent before the answer

    UpgradeNegotiation(Dialect dialect, StartTlsState findings) {
        this.dialect = dialect;
        this.findings = findings;
    }

    StartTlsState findings() {
        return findings;
    }

    /** Bytes handed in that belong to what follows: TLS, or the dialogue in the tunnel. */
    byte[] held(Side role) {
        return held[role.ordinal()];
    }

    /** Whether what the client sends now has to wait for the server's answer. */
    boolean awaitsAnswer() {
        return findings.stage() == StartTlsState.Stage.REQUESTED && !isAnswerLost;
    }

    /** Returns how many bytes were used: fewer than all where TLS or a tunnel begins. */
    int bytes(Side role, byte[] bytes, int offset, int length) {
        findings.saw(role);
        int used = 0;
        while (used < length) {
            switch (findings.stage()) {
                case UPGRADED, TUNNEL -> {
                    return used;
                }
                case OVER -> {
                    return length;
                }
                case CLEAR -> used += take(role, bytes, offset + used, length - used);
                case REQUESTED -> used += requested(role, bytes, offset + used, length - used);
                case ACCEPTED -> used += lookForTls(role, bytes, offset + used, length - used);
            }
        }
        return length;
    }

    private int requested(Side role, byte[] bytes, int offset, int length) {
        if (role == Side.SERVER) {
            return take(role, bytes, offset, length);
        }
        if (!awaitsAnswer()) {
            return lookForTls(role, bytes, offset, length);
        }
        hold(role, bytes, offset, length);
        boolean isFull = held(role).length > findings.limits().heldBytes();
        if (isFull || isBeyondHello(held(role))) {
            answerIsLost();
        }
        return length;
    }

    /** A client that goes on behind its hello has had an answer, which was not captured. */
    private static boolean isBeyondHello(byte[] bytes) {
        boolean isTls = TlsDetector.match(bytes, 0, bytes.length) == TlsDetector.Match.YES;
        boolean isRecord = isTls && bytes[0] == HANDSHAKE;
        return isRecord && bytes.length > HEADER_BYTES + ((bytes[3] & 0xff) << 8 | bytes[4] & 0xff);
    }

    private void hold(Side role, byte[] bytes, int offset, int length) {
        byte[] before = held(role);
        byte[] joined = Arrays.copyOf(before, before.length + length);
        System.arraycopy(bytes, offset, joined, before.length, length);
        held[role.ordinal()] = joined;
    }

    private int take(Side role, byte[] bytes, int offset, int length) {
        boolean awaited = findings.stage() == StartTlsState.Stage.REQUESTED;
        int taken = dialect.take(role, bytes, offset, length);
        if (awaited && role == Side.SERVER) {
            switch (findings.stage()) {
                case CLEAR, ACCEPTED -> readHeld();
                case REQUESTED, UPGRADED, TUNNEL, OVER -> {}
            }
        } else if (findings.stage() == StartTlsState.Stage.REQUESTED) {
            isAnswerLost = false;
        }
        return taken;
    }

    private void readHeld() {
        byte[] waiting = held(Side.CLIENT);
        held[Side.CLIENT.ordinal()] = NOTHING;
        isHeldPart = true;
        int used = waiting.length == 0 ? 0 : bytes(Side.CLIENT, waiting, 0, waiting.length);
        isHeldPart = false;
        if (used < waiting.length) {
            hold(Side.CLIENT, waiting, used, waiting.length - used);
        }
    }

    private void answerIsLost() {
        isAnswerLost = true;
        readHeld();
    }

    /** At the start of a unit TLS may begin; else it is another unit in the clear. */
    private int lookForTls(Side role, byte[] bytes, int offset, int length) {
        if (dialect.isMidway(role)) {
            return clear(role, bytes, offset, length);
        }
        if (held(role).length > 0) {
            return lookForTlsInHeld(role, bytes, offset, length);
        }
        switch (TlsDetector.match(bytes, offset, length)) {
            case YES -> {
                hold(role, bytes, offset, length);
                findings.stage(StartTlsState.Stage.UPGRADED);
            }
            case NEED_MORE -> hold(role, bytes, offset, length);
            case NO -> {
                return clear(role, bytes, offset, length);
            }
        }
        return length;
    }

    private int lookForTlsInHeld(Side role, byte[] bytes, int offset, int length) {
        int before = held(role).length;
        hold(role, bytes, offset, length);
        byte[] joined = held(role);
        switch (TlsDetector.match(joined, 0, joined.length)) {
            case YES -> findings.stage(StartTlsState.Stage.UPGRADED);
            case NEED_MORE -> {}
            case NO -> {
                held[role.ordinal()] = NOTHING;
                int used = clear(role, joined, 0, joined.length);
                if (used < before) { // a few bytes: a unit ended in what had been held
                    bytes(role, joined, used, before - used);
                }
                return Math.max(0, used - before);
            }
        }
        return length;
    }

    private int clear(Side role, byte[] bytes, int offset, int length) {
        boolean agreed = findings.stage() == StartTlsState.Stage.ACCEPTED;
        int used = take(role, bytes, offset, length);
        if (agreed && !findings.isAnsweredByTls() && !isBlank(bytes, offset, used)) {
            note(role);
        }
        return used;
    }

    private void note(Side role) {
        boolean goesOn = findings.has(StartTlsAnomaly.NO_TLS_AFTER_STARTTLS);
        if (role == Side.SERVER) {
            if (!goesOn && !findings.has(StartTlsAnomaly.PLAINTEXT_AFTER_STARTTLS)) {
                findings.anomaly(StartTlsAnomaly.PLAINTEXT_REPLY_AFTER_STARTTLS);
            }
        } else if (isHeldPart) {
            findings.anomaly(StartTlsAnomaly.PLAINTEXT_AFTER_STARTTLS);
        } else {
            findings.anomaly(StartTlsAnomaly.NO_TLS_AFTER_STARTTLS);
        }
    }

    private static boolean isBlank(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (!XmlTag.isBlank((char) (bytes[i] & 0xff))) {
                return false;
            }
        }
        return true;
    }

    /** No answer will come. */
    void end() {
        if (awaitsAnswer()) {
            answerIsLost();
        }
    }

    void gap(Side role) {
        dialect.gap(role);
        if (role == Side.SERVER && awaitsAnswer()) {
            answerIsLost();
        } else {
            held[role.ordinal()] = NOTHING;
        }
    }
}
