package org.tlscensus.jobs.export;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.tlscensus.core.wire.AddressText;
import org.tlscensus.core.wire.Prefix;

/**
 * The blocks that IANA's registries of special-purpose addresses (RFC 6890) do not let be routed
 * over the Internet. Zeek takes them for local unless it is told otherwise.
 */
final class SpecialAddresses {
    private static final List<Prefix> BLOCKS =
            Stream.of(
                            "0.0.0.0/8",
                            "10.0.0.0/8",
                            "100.64.0.0/10",
                            "127.0.0.0/8",
                            "169.254.0.0/16",
                            "172.16.0.0/12",
                            "192.0.0.0/24",
                            "192.0.2.0/24",
                            "192.168.0.0/16",
                            "198.18.0.0/15",
                            "198.51.100.0/24",
                            "203.0.113.0/24",
                            "240.0.0.0/4",
                            "::/128",
                            "::1/128",
                            "64:ff9b:1::/48",
                            "100::/64",
                            "2001::/23",
                            "2001:db8::/32",
                            "fc00::/7",
                            "fe80::/10")
                    .map(Prefix::parse)
                    .toList();

    private static final Prefix SIX_TO_FOUR = Prefix.parse("2002::/16");
    private static final int FIRST_INNER_BYTE = 2;

    private SpecialAddresses() {}

    /** Whether an address is of such a block; of 6to4 (RFC 3056) the IPv4 address in it counts. */
    static boolean contain(String text) {
        byte[] bytes = AddressText.parse(text);
        if (bytes == null) {
            return false;
        }
        Prefix address = Prefix.around(bytes, bytes.length * Byte.SIZE);
        if (SIX_TO_FOUR.holds(address)) {
            byte[] inner = Arrays.copyOfRange(bytes, FIRST_INNER_BYTE, FIRST_INNER_BYTE + 4);
            return contains(Prefix.around(inner, Integer.SIZE));
        }
        return contains(address);
    }

    private static boolean contains(Prefix address) {
        return BLOCKS.stream().anyMatch(block -> block.holds(address));
    }
}
