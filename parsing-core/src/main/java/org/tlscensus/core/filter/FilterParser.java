package org.tlscensus.core.filter;

import java.util.Locale;
import org.tlscensus.core.filter.Qualifiers.Direction;
import org.tlscensus.core.filter.Qualifiers.Kind;
import org.tlscensus.core.filter.Qualifiers.Layer;
import org.tlscensus.core.wire.Prefix;

/**
 * Reads a filter. {@code and} and {@code or} bind alike and from the left, {@code not} binds more,
 * and an id alone takes the qualifiers of the id before it, all as pcap-filter(7) says.
 */
final class FilterParser {
    private static final int MOST_NESTED = 100;
    private static final int TCP = 6;
    private static final int UDP = 17;

    private final FilterWords words;
    private Qualifiers last; // of the id before; null: there was none
    private int depth;

    FilterParser(String text) {
        words = new FilterWords(text);
    }

    PacketFilter parse() {
        PacketFilter filter = expression();
        if (!words.isAtEnd()) {
            throw words.wrong("'" + words.peek() + "' is not expected here: want and, or");
        }
        return filter;
    }

    private PacketFilter expression() {
        PacketFilter left = term();
        while (true) {
            PacketFilter before = left;
            if (words.take("and", "&&")) {
                PacketFilter right = term();
                left = packet -> before.matches(packet) && right.matches(packet);
            } else if (words.take("or", "||")) {
                PacketFilter right = term();
                left = packet -> before.matches(packet) || right.matches(packet);
            } else {
                return left;
            }
        }
    }

    private PacketFilter term() {
        if (++depth > MOST_NESTED) {
            throw words.wrong("more than " + MOST_NESTED + " parentheses and negations");
        }
        try {
            if (words.take("not", "!")) {
                PacketFilter inner = term();
                return packet -> !inner.matches(packet);
            }
            if (!words.take("(")) {
                return primitive();
            }
            PacketFilter inner = expression();
            if (!words.take(")")) {
                throw words.wrong("a closing parenthesis is missing");
            }
            return inner;
        } finally {
            depth--;
        }
    }

    private PacketFilter primitive() {
        if (words.isAtEnd()) {
            throw words.wrong("the filter ends where something was to follow");
        }
        if (words.take("vlan")) {
            return vlan();
        }
        if (words.take("proto")) {
            return protocol(Layer.ANY);
        }
        Layer layer = layer();
        if (layer != Layer.ANY && words.take("proto")) {
            return protocol(layer);
        }
        Direction direction = direction();
        Kind kind = kind();
        if (layer != Layer.ANY && direction == null && kind == null) {
            return layer.filter();
        }
        boolean isBare = layer == Layer.ANY && direction == null && kind == null;
        if (isBare && last != null) {
            return id(last);
        }
        last =
                new Qualifiers(
                        layer,
                        direction == null ? Direction.SRC_OR_DST : direction,
                        kind == null ? Kind.HOST : kind);
        return id(last);
    }

    private PacketFilter vlan() {
        String next = words.peek();
        int id = next == null ? -1 : NetworkWords.number(next, 4095);
        if (id >= 0) {
            words.take();
        }
        return packet -> packet.hasVlan(id);
    }

    private PacketFilter protocol(Layer layer) {
        PacketFilter outer = layer.filter();
        String next = words.isAtEnd() ? "" : words.take();
        boolean isTcp = next.equals("tcp") || NetworkWords.number(next, 255) == TCP;
        boolean isUdp = next.equals("udp") || NetworkWords.number(next, 255) == UDP;
        if (!isTcp && !isUdp) {
            throw words.wrongBefore("want proto tcp or proto udp: nothing else makes connections");
        }
        return packet -> outer.matches(packet) && packet.isTcp() == isTcp;
    }

    private Layer layer() {
        for (Layer layer : Layer.values()) {
            if (layer != Layer.ANY && words.take(layer.name().toLowerCase(Locale.ROOT))) {
                return layer;
            }
        }
        return Layer.ANY;
    }

    /** Null when none is said. */
    private Direction direction() {
        boolean isSource = words.take("src");
        if (!isSource && !words.take("dst")) {
            return null;
        }
        String other = isSource ? "dst" : "src";
        if (words.takePair("or", other)) {
            return Direction.SRC_OR_DST;
        }
        if (words.takePair("and", other)) {
            return Direction.SRC_AND_DST;
        }
        return isSource ? Direction.SRC : Direction.DST;
    }

    /** Null when none is said. */
    private Kind kind() {
        for (Kind kind : Kind.values()) {
            if (words.take(kind.name().toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        return null;
    }

    private PacketFilter id(Qualifiers qualifiers) {
        if (words.isAtEnd()) {
            throw words.wrong("the filter ends where something was to follow");
        }
        String id = words.take();
        return switch (qualifiers.kind()) {
            case HOST ->
                    qualifiers.in(
                            found(
                                    NetworkWords.address(id),
                                    id,
                                    "an address: names are not looked up"));
            case NET -> qualifiers.in(network(id));
            case PORT -> {
                int port = port(id);
                yield qualifiers.ports(port, port);
            }
            case PORTRANGE -> {
                int dash = Math.max(id.indexOf('-'), 0);
                yield qualifiers.ports(port(id.substring(0, dash)), port(id.substring(dash + 1)));
            }
        };
    }

    private Prefix network(String id) {
        if (!words.take("mask")) {
            return found(NetworkWords.network(id), id, "a network like 10.0.0.0/8");
        }
        String mask = words.isAtEnd() ? "" : words.take();
        return found(NetworkWords.masked(id, mask), id + " mask " + mask, "a network and its mask");
    }

    private Prefix found(Prefix network, String id, String wanted) {
        if (network == null) {
            throw words.wrongBefore("'" + id + "' is not " + wanted);
        }
        return network;
    }

    private int port(String id) {
        int port = NetworkWords.number(id, 65_535);
        if (port < 0) {
            throw words.wrongBefore("'" + id + "' is no port: want a number up to 65535");
        }
        return port;
    }
}
