package org.tlscensus.core.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Addresses as text. An IPv4 address is held as the IPv6 address that it is mapped to. */
public final class AddressText {
    private static final long MAPPED_IPV4 = 0xffff_0000_0000L;
    private static final Pattern BYTE = Pattern.compile("[0-9]{1,3}");
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

    private AddressText() {}

    /** Whether an address is a mapped one of IPv4 (RFC 4291 section 2.5.5.2). */
    public static boolean isIpv4(long high, long low) {
        return high == 0 && (low & 0xffff_ffff_0000_0000L) == MAPPED_IPV4;
    }

    /** IPv4 dotted, IPv6 as RFC 5952 recommends. */
    public static String of(long high, long low) {
        return isIpv4(high, low) ? ipv4((int) low) : ipv6(high, low);
    }

    /** The address of 4 or 16 bytes in network order. */
    public static String of(byte[] address) {
        ByteBuffer in = ByteBuffer.wrap(address);
        return address.length == 4 ? ipv4(in.getInt()) : ipv6(in.getLong(), in.getLong());
    }

    /** The address of a station on a LAN: six octets in hexadecimal, with colons. */
    public static String mac(long address) {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            text.append(Character.forDigit((int) (address >>> shift + 4) & 0xf, 16));
            text.append(Character.forDigit((int) (address >>> shift) & 0xf, 16));
            if (shift > 0) {
                text.append(':');
            }
        }
        return text.toString();
    }

    /** Four decimal numbers. */
    public static String ipv4(int address) {
        return (address >>> 24)
                + "."
                + (address >>> 16 & 0xff)
                + "."
                + (address >>> 8 & 0xff)
                + "."
                + (address & 0xff);
    }

    /** Groups of hexadecimal digits, of a mapped address too. */
    public static String ipv6(long high, long low) {
        int[] groups = new int[8];
        for (int i = 0; i < 4; i++) {
            groups[i] = (int) (high >>> 48 - 16 * i) & 0xffff;
            groups[4 + i] = (int) (low >>> 48 - 16 * i) & 0xffff;
        }
        return ipv6(groups);
    }

    /** The first longest run of two or more zero groups becomes "::" (RFC 5952 section 4.2). */
    private static String ipv6(int[] groups) {
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > runLength) {
                runStart = i;
                runLength = end - i;
            }
            i = Math.max(i, end - 1);
        }
        StringBuilder text = new StringBuilder(39);
        int i = 0;
        while (i < 8) {
            if (i == runStart) {
                text.append("::");
                i += runLength;
                continue;
            }
            if (i > 0 && i != runStart + runLength) {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
            i++;
        }
        return text.toString();
    }

    /** An IPv4 address inside of an IPv6 one keeps its dots (RFC 5952 section 5). */
    public static String ofSixteen(byte[] address) {
        ByteBuffer in = ByteBuffer.wrap(address);
        long high = in.getLong();
        long low = in.getLong();
        return isIpv4(high, low) ? "::ffff:" + ipv4((int) low) : ipv6(high, low);
    }

    /** The bytes of an address that somebody wrote: 4 or 16, or null if it is none. */
    public static byte[] parse(String text) {
        if (text.indexOf(':') < 0) {
            return parseIpv4(text);
        }
        int gap = text.indexOf("::");
        byte[] head = parseGroups(gap < 0 ? text : text.substring(0, gap));
        byte[] tail = parseGroups(gap < 0 ? "" : text.substring(gap + 2));
        boolean isWhole = head != null && tail != null;
        int known = isWhole ? head.length + tail.length : 0;
        if (!isWhole || (gap < 0 ? known != 16 : known > 14)) {
            return null;
        }
        byte[] address = new byte[16];
        System.arraycopy(head, 0, address, 0, head.length);
        System.arraycopy(tail, 0, address, 16 - tail.length, tail.length);
        return address;
    }

    private static byte[] parseIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] address = new byte[4];
        for (int i = 0; i < parts.length; i++) {
            boolean isByte = i < 4 && BYTE.matcher(parts[i]).matches();
            if (!isByte || Integer.parseInt(parts[i]) > 255) {
                return null;
            }
            address[i] = (byte) Integer.parseInt(parts[i]);
        }
        return parts.length == 4 ? address : null;
    }

    /** Groups between colons; the last one may be an IPv4 address (RFC 4291 section 2.2). */
    private static byte[] parseGroups(String text) {
        ByteBuffer out = ByteBuffer.allocate(16);
        String[] groups = text.isEmpty() ? new String[0] : text.split(":", -1);
        for (int i = 0; i < groups.length; i++) {
            boolean isDotted = i == groups.length - 1 && groups[i].indexOf('.') > 0;
            byte[] dotted = isDotted ? parseIpv4(groups[i]) : null;
            boolean isGroup = dotted != null || GROUP.matcher(groups[i]).matches();
            if (!isGroup || out.remaining() < (dotted == null ? 2 : 4)) {
                return null;
            }
            if (dotted == null) {
                out.putShort((short) Integer.parseInt(groups[i], 16));
            } else {
                out.put(dotted);
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }
}
