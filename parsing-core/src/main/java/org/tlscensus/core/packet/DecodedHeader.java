package org.tlscensus.core.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A header that is looked into on the way to TCP and UDP. The lists of them are what the decoder
 * goes by, so they tell all that it knows.
 *
 * @param layer by what the header is told
 * @param numbers its numbers there, as they are usually written
 * @param name what it is
 * @param reference where it is defined
 * @param tunnel its word in the column {@code tunnel}; null when it is none
 */
public record DecodedHeader(
        Layer layer, String numbers, String name, String reference, String tunnel) {

    /** What tells one header from another. */
    public enum Layer {
        LINK_TYPE("LINKTYPE_ number of the capture"),
        ETHER_TYPE("EtherType"),
        IP_PROTOCOL("IP protocol"),
        UDP_PORT("UDP port");

        private final String meaning;

        Layer(String meaning) {
            this.meaning = meaning;
        }

        public String meaning() {
            return meaning;
        }
    }

    /** All of them, from the outside in. */
    public static List<DecodedHeader> all() {
        List<DecodedHeader> all = new ArrayList<>();
        for (LinkType type : LinkType.values()) {
            all.add(type.header());
        }
        for (EtherType type : EtherType.values()) {
            all.add(type.header());
        }
        for (IpProtocol protocol : IpProtocol.values()) {
            all.add(protocol.header());
        }
        for (UdpTunnel tunnel : UdpTunnel.values()) {
            all.add(tunnel.header());
        }
        return all;
    }

    /** Words of the tunnels over UDP whose ports a user may add to. */
    public static List<String> udpTunnels() {
        return Stream.of(UdpTunnel.values()).map(UdpTunnel::word).toList();
    }

    static String decimal(List<Integer> numbers) {
        return joined(numbers, "%d");
    }

    static String hexadecimal(List<Integer> numbers) {
        return joined(numbers, "0x%04x");
    }

    private static String joined(List<Integer> numbers, String format) {
        return numbers.stream().map(format::formatted).collect(Collectors.joining(", "));
    }
}
