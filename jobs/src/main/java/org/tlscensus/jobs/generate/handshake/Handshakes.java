package org.tlscensus.jobs.generate.handshake;

import java.util.HashMap;
import java.util.Map;
import org.tlscensus.jobs.generate.pki.Keys;
import org.tlscensus.jobs.generate.plan.HandshakePlan;
import org.tlscensus.jobs.generate.plan.KeyKind;

/** All kinds of handshakes that are wanted, each recorded when it is first asked for. */
public final class Handshakes {
    private final Recorder recorder;
    private final Map<Kind, Handshake> byKind = new HashMap<>();

    private record Kind(String plan, KeyKind serverKey, KeyKind clientKey, boolean hasServerName) {}

    public Handshakes(long seed) {
        recorder = new Recorder(seed, new RecordingIdentities(new Keys(seed, "recording")));
    }

    /**
     * A handshake between endpoints with keys of these kinds. What it is does not depend on when it
     * is asked for.
     *
     * @param clientKey null: the client sends no certificate
     */
    public synchronized Handshake of(
            HandshakePlan plan, KeyKind serverKey, KeyKind clientKey, boolean hasServerName) {
        return byKind.computeIfAbsent(
                new Kind(plan.name(), serverKey, clientKey, hasServerName),
                kind -> new Handshake(recorder.record(plan, serverKey, clientKey, hasServerName)));
    }
}
