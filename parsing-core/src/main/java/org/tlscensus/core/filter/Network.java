package org.tlscensus.core.filter;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * Addresses with a common prefix. IPv4 addresses are held as those of IPv6 that they are mapped to.
 *
 * @param high upper 64 bits of the prefix
 * @param low lower 64 bits
 * @param prefixLength bits of the prefix, 0 to 128
 */
record Network(long high, long low, int prefixLength) {
    private static final long MAPPED_IPV4 = 0xffff_0000_0000L;
    private static final int MAPPED_BITS = 96;
    private static final Pattern SIX = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    Network {
        high &= mask(prefixLength);
        low &= mask(prefixLength - Long.SIZE);
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1L : -1L << Long.SIZE - bits;
    }

    /** One address; null when the text is none. Names are none: nothing is looked up. */
    static Network address(String text) {
        if (text.indexOf(':') >= 0) {
            return six(text, 128);
        }
        Network network = four(text, 32);
        return text.split("\\.", -1).length == 4 ? network : null;
    }

    /**
     * A network as {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or, with its last parts left out,
     * {@code 192.168}; null when the text is none.
     */
    static Network network(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        boolean isSix = address.indexOf(':') >= 0;
        int bits = isSix ? 128 : 8 * address.split("\\.", -1).length;
        int most = isSix ? 128 : 32;
        if (slash >= 0) {
            bits = number(text.substring(slash + 1), most);
        }
        if (bits < 0 || bits > most) {
            return null;
        }
        return isSix ? six(address, bits) : four(address, bits);
    }

    /** A network of IPv4 by its mask, as 255.255.0.0; null when the texts are none. */
    static Network masked(String address, String mask) {
        Network bits = address(mask);
        if (bits == null || bits.high != 0) {
            return null;
        }
        int ones = Integer.numberOfLeadingZeros(~(int) bits.low);
        return (int) bits.low == (int) mask(32 + ones) ? four(address, ones) : null;
    }

    private static Network six(String text, int bits) {
        if (!SIX.matcher(text).matches()) {
            return null;
        }
        try {
            byte[] bytes = InetAddress.getByName(text).getAddress(); // colons: never looked up
            if (bytes.length == 4) {
                long low = MAPPED_IPV4 | ByteBuffer.wrap(bytes).getInt() & 0xffff_ffffL;
                return new Network(0, low, bits);
            }
            ByteBuffer in = ByteBuffer.wrap(bytes);
            return new Network(in.getLong(), in.getLong(), bits);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static Network four(String text, int bits) {
        String[] parts = text.split("\\.", -1);
        if (parts.length > 4) {
            return null;
        }
        long address = 0;
        for (int i = 0; i < 4; i++) {
            int part = i < parts.length ? number(parts[i], 255) : 0;
            if (part < 0) {
                return null;
            }
            address = address << 8 | part;
        }
        return new Network(0, MAPPED_IPV4 | address, MAPPED_BITS + bits);
    }

    /** A decimal number up to {@code most}; -1 when the text is none. */
    static int number(String text, int most) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(Network::isDigit)) {
            return -1;
        }
        int number = Integer.parseInt(text);
        return number <= most ? number : -1;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    boolean holds(long addressHigh, long addressLow) {
        return (addressHigh & mask(prefixLength)) == high
                && (addressLow & mask(prefixLength - Long.SIZE)) == low;
    }
}
