package org.tlscensus.core.tls.quic;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.wire.Side;

/**
 * Finds the keys for Initial packets: those in use, or else those that the packet's own destination
 * makes, if it is the first of a client, or the first after a Retry (RFC 9001 section 5.2). A
 * packet that came before the one which tells its keys waits.
 */
final class InitialOpener {
    /** An Initial packet that has not been opened. The packet is this object's own copy. */
    record Sealed(Side sender, long timeNanos, LongHeader header, byte[] packet) {}

    private static final int MAX_SECRETS = 4; // a connection has two with a Retry
    private static final int MAX_WAITING = 8; // packets of about 1.5 KB
    private static final int MAX_WAITING_BYTES = 32 << 10;
    private static final int MAX_FAILURES = 64;

    private final InitialProtection protection = new InitialProtection();
    private final List<InitialSecrets> secrets = new ArrayList<>(2);
    private final List<Sealed> waiting = new ArrayList<>();
    private int failures;

    /** The payload of a packet that keys in use open; null when none does. */
    byte[] open(Sealed sealed) {
        for (int i = secrets.size() - 1; i >= 0; i--) {
            byte[] payload = secrets.get(i).open(sealed.sender(), sealed.header(), sealed.packet());
            if (payload != null) {
                return payload;
            }
        }
        return null;
    }

    /** Whether the packet's destination makes its keys, as of a client that begins. */
    boolean begins(Sealed sealed) {
        if (secrets.size() >= MAX_SECRETS || failures >= MAX_FAILURES) {
            return false;
        }
        InitialSecrets made =
                new InitialSecrets(protection, sealed.header().destination(), sealed.sender());
        if (made.open(sealed.sender(), sealed.header(), sealed.packet()) == null) {
            failures++;
            return false;
        }
        return true;
    }

    /** Uses the keys that the packet's destination makes from now on. */
    void begin(Sealed sealed) {
        secrets.add(new InitialSecrets(protection, sealed.header().destination(), sealed.sender()));
    }

    boolean hasBegun() {
        return !secrets.isEmpty();
    }

    void keep(Sealed sealed) {
        int bytes = waiting.stream().mapToInt(kept -> kept.packet().length).sum();
        if (waiting.size() < MAX_WAITING && bytes + sealed.packet().length <= MAX_WAITING_BYTES) {
            waiting.add(sealed);
        }
    }

    /** The packets that wait; they wait no more. */
    List<Sealed> takeWaiting() {
        List<Sealed> taken = new ArrayList<>(waiting);
        waiting.clear();
        return taken;
    }
}
