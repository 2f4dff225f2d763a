package org.tlscensus.core.dns;

/**
 * Bounds of what a DNS message may cost.
 *
 * @param messageBytes bytes of a message that is looked at
 * @param records resource records that are read; what comes after them is left out
 * @param aliases links of a chain of aliases that are followed
 * @param serviceValues values of one kind that are kept of a service binding: protocols, addresses,
 *     configurations, keys
 */
public record DnsLimits(int messageBytes, int records, int aliases, int serviceValues) {
    public static final DnsLimits DEFAULTS = new DnsLimits(16 << 10, 256, 16, 32);
}
