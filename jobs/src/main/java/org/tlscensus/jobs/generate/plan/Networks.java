package org.tlscensus.jobs.generate.plan;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Addresses from which hosts are numbered.
 *
 * @param ipv4 first address of a network
 * @param ipv4Hosts addresses of the network
 * @param ipv6 first address of a network, or null
 * @param ipv6Hosts addresses of the network, at most 2^31
 */
public record Networks(byte[] ipv4, long ipv4Hosts, byte[] ipv6, long ipv6Hosts) {

    static Networks read(PlanNode node, String key4, String key6) {
        PlanNode text4 = node.at(key4);
        byte[] first4 = first(text4, 4);
        byte[] first6 = node.get(key6, null, value -> first(value, 16));
        long hosts6 = node.get(key6, 0L, value -> hosts(value, 128));
        return new Networks(first4, hosts(text4, 32), first6, hosts6);
    }

    private static byte[] first(PlanNode node, int bytes) {
        String[] parts = node.text().split("/", 2);
        try {
            if (parts.length == 2 && parts[0].matches("[0-9a-fA-F:.]+")) {
                byte[] address = InetAddress.getByName(parts[0]).getAddress();
                if (address.length == bytes) {
                    return address;
                }
            }
        } catch (UnknownHostException e) {
            // told below
        }
        throw node.error("want a network of IPv" + (bytes == 4 ? 4 : 6) + " like 10.0.0.0/16");
    }

    private static long hosts(PlanNode node, int bits) {
        String length = node.text().split("/", 2)[1];
        if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > bits) {
            throw node.error(length + " is no length of a prefix");
        }
        return 1L << Math.min(31, bits - Integer.parseInt(length));
    }

    /** The address of a host; numbers beyond the network begin anew. */
    public byte[] host(long number, boolean isIpv6) {
        byte[] first = isIpv6 ? ipv6 : ipv4;
        long offset = number % (isIpv6 ? ipv6Hosts : ipv4Hosts);
        byte[] sum = new BigInteger(1, first).add(BigInteger.valueOf(offset)).toByteArray();
        byte[] address = new byte[first.length];
        int from = Math.max(0, sum.length - address.length);
        byte[] tail = Arrays.copyOfRange(sum, from, sum.length);
        System.arraycopy(tail, 0, address, address.length - tail.length, tail.length);
        return address;
    }
}
