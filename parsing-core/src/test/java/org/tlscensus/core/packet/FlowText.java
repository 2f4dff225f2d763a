package org.tlscensus.core.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a decoder stands at, as {@code packets.txt} writes it. */
final class FlowText {
    /** The flows that most rows have. */
    private static final Map<String, String> NAMES =
            Map.of(
                    "tcp 10.0.0.1:40001 > 192.168.1.2:443, 1 bytes", "tcp4",
                    "udp 10.0.0.1:40001 > 192.168.1.2:53, 1 bytes", "udp4",
                    "tcp [2001:db8::1]:40001 > [2001:db8::2]:443, 1 bytes", "tcp6",
                    "udp [2001:db8::1]:40001 > [2001:db8::2]:53, 1 bytes", "udp6");

    private FlowText() {}

    static String of(PacketDecoder decoder, Outcome outcome) {
        if (!outcome.hasContent()) {
            return "";
        }
        String flow = outcome == Outcome.EAPOL ? stations(decoder) : flow(decoder);
        flow += ", " + payload(decoder) + " bytes";
        List<String> words = new ArrayList<>();
        words.add(NAMES.getOrDefault(flow, flow));
        if (decoder.vlan() != null) {
            words.add("vlan " + joined(decoder.vlan()));
        }
        if (decoder.tunnel() != null) {
            words.add(joined(decoder.tunnel()));
        }
        return String.join(" ", words);
    }

    private static String flow(PacketDecoder decoder) {
        return (decoder.isTcp() ? "tcp " : "udp ")
                + end(decoder.sourceHigh(), decoder.sourceLow(), decoder.sourcePort())
                + " > "
                + end(
                        decoder.destinationHigh(),
                        decoder.destinationLow(),
                        decoder.destinationPort());
    }

    private static String stations(PacketDecoder decoder) {
        return "%012x > %012x".formatted(decoder.linkSource(), decoder.linkDestination());
    }

    private static String payload(PacketDecoder decoder) {
        int captured = decoder.payloadLength();
        int original = decoder.payloadOriginalLength();
        return captured == original ? "" + captured : captured + " of " + original;
    }

    /** IPv6 as far as the table has it: one run of zeros, in the middle. */
    private static String end(long high, long low, int port) {
        if (high == 0 && low >>> 32 == 0xffff) {
            return "%d.%d.%d.%d:%d"
                    .formatted(
                            low >> 24 & 0xff, low >> 16 & 0xff, low >> 8 & 0xff, low & 0xff, port);
        }
        return "[%x:%x::%x]:%d".formatted(high >>> 48, high >>> 32 & 0xffff, low, port);
    }

    private static String joined(List<?> parts) {
        return String.join(",", parts.stream().map(String::valueOf).toList());
    }
}
