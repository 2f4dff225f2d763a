package org.tlscensus.core.filter;

import java.util.function.Predicate;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.wire.AddressText;
import org.tlscensus.core.wire.Prefix;

/**
 * What stands before an id: a protocol, whose end is meant, and the kind of the id. {@code tcp src
 * port 443} has all three.
 */
record Qualifiers(Layer layer, Direction direction, Kind kind) {
    enum Layer {
        ANY(packet -> true),
        TCP(PacketDecoder::isTcp),
        UDP(packet -> !packet.isTcp()),
        IP(packet -> AddressText.isIpv4(packet.sourceHigh(), packet.sourceLow())),
        IP6(packet -> !AddressText.isIpv4(packet.sourceHigh(), packet.sourceLow()));

        @SuppressWarnings("ImmutableEnumChecker") // of functions without state
        private final Predicate<PacketDecoder> test;

        Layer(Predicate<PacketDecoder> test) {
            this.test = test;
        }

        PacketFilter filter() {
            return test::test;
        }
    }

    enum Direction {
        SRC,
        DST,
        SRC_OR_DST,
        SRC_AND_DST;

        /** Joins what holds of the source and what holds of the destination. */
        PacketFilter of(PacketFilter source, PacketFilter destination) {
            return switch (this) {
                case SRC -> source;
                case DST -> destination;
                case SRC_OR_DST -> packet -> source.matches(packet) || destination.matches(packet);
                case SRC_AND_DST -> packet -> source.matches(packet) && destination.matches(packet);
            };
        }
    }

    enum Kind {
        HOST,
        NET,
        PORT,
        PORTRANGE
    }

    /** The protocol, and an end within the network. */
    PacketFilter in(Prefix network) {
        return within(
                direction.of(
                        packet -> network.holds(packet.sourceHigh(), packet.sourceLow()),
                        packet ->
                                network.holds(packet.destinationHigh(), packet.destinationLow())));
    }

    /** The protocol, and a port of an end from the first to the last. */
    PacketFilter ports(int first, int last) {
        return within(
                direction.of(
                        packet -> packet.sourcePort() >= first && packet.sourcePort() <= last,
                        packet ->
                                packet.destinationPort() >= first
                                        && packet.destinationPort() <= last));
    }

    private PacketFilter within(PacketFilter end) {
        if (layer == Layer.ANY) {
            return end;
        }
        PacketFilter protocol = layer.filter();
        return packet -> protocol.matches(packet) && end.matches(packet);
    }
}
