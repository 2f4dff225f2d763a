package org.tlscensus.jobs.privacy;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.tlscensus.core.wire.AddressText;

/**
 * A network as CIDR (RFC 4632 section 3.1, RFC 4291 section 2.3). An IPv4 prefix is held as that of
 * the IPv6 addresses that its own are mapped to.
 *
 * @param length bits of the prefix, 0 to 128
 * @param text as it is written: without bits behind the prefix
 */
record Prefix(long high, long low, int length, String text) implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final long MAPPED_IPV4 = 0xffff_0000_0000L;
    private static final int MAPPED_BITS = 96;
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");

    /**
     * The network that a text is, as 192.0.2.0/24 or 2001:db8::/32; without a length one address.
     * Null when it is none, or has bits behind its prefix.
     */
    static Prefix parse(String text) {
        int slash = text.indexOf('/');
        byte[] bytes = AddressText.parse(slash < 0 ? text : text.substring(0, slash));
        if (bytes == null) {
            return null;
        }
        int most = bytes.length * Byte.SIZE;
        int bits = slash < 0 ? most : number(text.substring(slash + 1));
        if (bits < 0 || bits > most) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean isIpv4 = bytes.length == 4;
        long high = isIpv4 ? 0 : in.getLong();
        long low = isIpv4 ? MAPPED_IPV4 | in.getInt() & 0xffff_ffffL : in.getLong();
        int length = isIpv4 ? MAPPED_BITS + bits : bits;
        boolean isNetwork = (high & ~mask(length)) == 0 && (low & ~mask(length - Long.SIZE)) == 0;
        return isNetwork ? new Prefix(high, low, length, AddressText.of(bytes) + "/" + bits) : null;
    }

    private static int number(String text) {
        return LENGTH.matcher(text).matches() ? Integer.parseInt(text) : -1;
    }

    private static long mask(int bits) {
        return bits <= 0 ? 0 : bits >= Long.SIZE ? -1L : -1L << Long.SIZE - bits;
    }

    boolean isIpv4() {
        return length >= MAPPED_BITS && AddressText.isIpv4(high, low);
    }

    /** Whether the address begins with it; one of IPv4 as the one that it is mapped to. */
    boolean holds(long addressHigh, long addressLow) {
        return (addressHigh & mask(length)) == high
                && (addressLow & mask(length - Long.SIZE)) == low;
    }
}
