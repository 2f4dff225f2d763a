package org.tlscensus.core.wire;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * A network as CIDR (RFC 4632 section 3.1, RFC 4291 section 2.3). An IPv4 prefix is held as that of
 * the IPv6 addresses that its own are mapped to. There are no bits behind the prefix.
 *
 * @param length bits of the prefix, 0 to 128
 */
public record Prefix(long high, long low, int length) implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final long MAPPED_IPV4 = 0xffff_0000_0000L;
    private static final int MAPPED_BITS = 96;
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");

    public Prefix {
        high &= mask(length);
        low &= mask(length - Long.SIZE);
    }

    /** The network with a prefix of so many bits that an address is in: of 4 bytes or of 16. */
    public static Prefix around(byte[] address, int bits) {
        ByteBuffer in = ByteBuffer.wrap(address);
        return address.length == 4
                ? new Prefix(0, MAPPED_IPV4 | in.getInt() & 0xffff_ffffL, MAPPED_BITS + bits)
                : new Prefix(in.getLong(), in.getLong(), bits);
    }

    /**
     * The network that a text is, as 192.0.2.0/24 or 2001:db8::/32; without a length one address.
     * Null when it is none, or has bits behind its prefix.
     */
    public static Prefix parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = AddressText.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        int most = address.length * Byte.SIZE;
        int bits = slash < 0 ? most : number(text.substring(slash + 1));
        if (bits < 0 || bits > most) {
            return null;
        }
        Prefix network = around(address, bits);
        Prefix whole = around(address, most);
        return network.high == whole.high && network.low == whole.low ? network : null;
    }

    private static int number(String text) {
        return LENGTH.matcher(text).matches() ? Integer.parseInt(text) : -1;
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1L : -1L << Long.SIZE - bits;
    }

    public boolean isIpv4() {
        return length >= MAPPED_BITS && AddressText.isIpv4(high, low);
    }

    /** Whether the address begins with it; one of IPv4 as the one that it is mapped to. */
    public boolean holds(long addressHigh, long addressLow) {
        return (addressHigh & mask(length)) == high
                && (addressLow & mask(length - Long.SIZE)) == low;
    }

    /** Whether all addresses of another network are in it. */
    public boolean holds(Prefix other) {
        return length <= other.length && holds(other.high, other.low);
    }

    /** As it is written. */
    public String text() {
        return AddressText.of(high, low) + "/" + (isIpv4() ? length - MAPPED_BITS : length);
    }
}
