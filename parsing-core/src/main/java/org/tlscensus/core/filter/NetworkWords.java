package org.tlscensus.core.filter;

import org.tlscensus.core.wire.AddressText;
import org.tlscensus.core.wire.Prefix;

/** The words of a filter that are addresses, networks and numbers. Names are never looked up. */
final class NetworkWords {
    private NetworkWords() {}

    /** One address; null when the text is none. */
    static Prefix address(String text) {
        byte[] address = AddressText.parse(text);
        return address == null ? null : Prefix.around(address, address.length * Byte.SIZE);
    }

    /**
     * A network as {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or, with its last parts left out,
     * {@code 192.168}; null when the text is none. Bits behind the prefix do not matter.
     */
    static Prefix network(String text) {
        int slash = text.indexOf('/');
        String written = slash < 0 ? text : text.substring(0, slash);
        int parts = written.split("\\.", -1).length;
        boolean isIpv4 = written.indexOf(':') < 0;
        byte[] address =
                AddressText.parse(isIpv4 ? written + ".0".repeat(Math.max(0, 4 - parts)) : written);
        if (address == null) {
            return null;
        }
        int most = address.length * Byte.SIZE;
        int bits = isIpv4 ? Byte.SIZE * parts : most;
        if (slash >= 0) {
            bits = number(text.substring(slash + 1), most);
        }
        return bits < 0 ? null : Prefix.around(address, bits);
    }

    /** A network of IPv4 by its mask, as 255.255.0.0; null when the texts are none. */
    static Prefix masked(String network, String mask) {
        Prefix address = network.indexOf('/') < 0 ? network(network) : null;
        Prefix bits = address(mask);
        if (address == null || bits == null || !address.isIpv4() || !bits.isIpv4()) {
            return null;
        }
        int ones = Integer.numberOfLeadingZeros(~(int) bits.low());
        boolean isMask = Integer.bitCount((int) bits.low()) == ones;
        byte[] first = AddressText.parse(AddressText.of(address.high(), address.low()));
        return isMask ? Prefix.around(first, ones) : null;
    }

    /** A decimal number up to {@code most}; -1 when the text is none. */
    static int number(String text, int most) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(NetworkWords::isDigit)) {
            return -1;
        }
        int number = Integer.parseInt(text);
        return number <= most ? number : -1;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
