package org.tlscensus.core.analysis;

import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.filter.PacketFilter;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.packet.Outcome;
import org.tlscensus.core.packet.PacketDecoder;

/** Decodes packets, leaves out those that nobody wants, and sets the key of their flow. */
final class PacketIntake {
    private final PacketDecoder decoder;
    private final FlowKey key;
    private final PacketSelection selection;
    private final PacketFilter filter;
    private CaptureReader at; // stands at the packet that is looked at
    private boolean isKeyed;

    /**
     * @param key is set to the flow of each packet that has one
     */
    PacketIntake(PacketDecoder decoder, FlowKey key, PacketSelection selection) {
        this.decoder = decoder;
        this.key = key;
        this.selection = selection;
        filter = selection.filter();
    }

    /** Decodes the packet that the reader stands at. */
    Outcome decode(CaptureReader reader) {
        at = reader;
        isKeyed = false;
        if (!takes(reader.timeNanos())) {
            return Outcome.FILTERED;
        }
        Outcome outcome = decoder.decode(reader);
        if (outcome == Outcome.EAPOL && filter != PacketFilter.ALL) {
            return Outcome.FILTERED; // who asks for addresses and ports asks for IP
        }
        return outcome.hasFlow() ? keyed(outcome) : outcome;
    }

    /** The next frame of the same packet; null when there is no more that is wanted. */
    Outcome nextFrame() {
        while (true) {
            Outcome outcome = decoder.nextFrame();
            if (outcome == null || !outcome.hasFlow()) {
                return outcome;
            }
            if (keyed(outcome) != Outcome.FILTERED) {
                return outcome;
            }
        }
    }

    private Outcome keyed(Outcome outcome) {
        if (!filter.matches(decoder)) {
            return Outcome.FILTERED;
        }
        key.set(decoder);
        isKeyed = true;
        return outcome;
    }

    /** Whether packets of this time are looked at. */
    boolean takes(long nanos) {
        return selection.takes(nanos);
    }

    /** Whether the key is that of the packet that was decoded last. */
    boolean isKeyed() {
        return isKeyed;
    }

    /** Where in its file the packet stands that was decoded last. */
    long position() {
        return at.position();
    }
}
