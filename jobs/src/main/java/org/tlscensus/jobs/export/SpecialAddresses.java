package org.tlscensus.jobs.export;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The blocks that IANA's registries of special-purpose addresses (RFC 6890) do not let be routed
 * over the Internet. Zeek takes them for local unless it is told otherwise.
 */
final class SpecialAddresses {
    private record Block(byte[] address, int bits) {
        static Block of(String text) {
            int slash = text.indexOf('/');
            return new Block(
                    bytes(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        }

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int whole = bits / Byte.SIZE;
            for (int i = 0; i < whole; i++) {
                if (other[i] != address[i]) {
                    return false;
                }
            }
            int mask = 0xff00 >>> bits % Byte.SIZE & 0xff;
            return mask == 0 || ((other[whole] ^ address[whole]) & mask) == 0;
        }
    }

    private static final Pattern LITERAL =
            Pattern.compile("\\d+(\\.\\d+){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    private static final int BITS_OF_6TO4 = 16;

    private static final List<Block> IPV4 =
            List.of(
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
                            "240.0.0.0/4")
                    .stream()
                    .map(Block::of)
                    .toList();

    private static final List<Block> IPV6 =
            List.of(
                            "::/128",
                            "::1/128",
                            "64:ff9b:1::/48",
                            "100::/64",
                            "2001::/23",
                            "2001:db8::/32",
                            "fc00::/7",
                            "fe80::/10")
                    .stream()
                    .map(Block::of)
                    .toList();

    private static final Block SIX_TO_FOUR = Block.of("2002::/" + BITS_OF_6TO4);

    private SpecialAddresses() {}

    /** Whether an address is of such a block; of 6to4 (RFC 3056) the IPv4 address in it counts. */
    static boolean contain(String text) {
        byte[] address = bytes(text);
        if (SIX_TO_FOUR.contains(address)) {
            byte[] inner = new byte[4];
            System.arraycopy(address, BITS_OF_6TO4 / Byte.SIZE, inner, 0, inner.length);
            return IPV4.stream().anyMatch(block -> block.contains(inner));
        }
        List<Block> blocks = address.length == 4 ? IPV4 : IPV6;
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    /** Of what is no address, no bytes. Names are not looked up. */
    private static byte[] bytes(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return new byte[0];
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }
}
