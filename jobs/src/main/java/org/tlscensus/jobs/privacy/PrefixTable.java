package org.tlscensus.jobs.privacy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.tlscensus.core.wire.AddressText;
import org.tlscensus.core.wire.Prefix;

/**
 * Finds the longest prefix that holds an address. Prefixes are in order of their first addresses, a
 * longer one behind the one that it is in; each knows the next one around it. A prefix of IPv6
 * holds no address of IPv4, though these are held as mapped ones.
 */
final class PrefixTable {
    /** The order in which prefixes are to be given. */
    static final Comparator<Prefix> ORDER =
            Comparator.<Prefix>comparingLong(prefix -> prefix.high() ^ Long.MIN_VALUE)
                    .thenComparingLong(prefix -> prefix.low() ^ Long.MIN_VALUE)
                    .thenComparingInt(Prefix::length);

    private static final int NONE = -1;

    private final Prefix[] prefixes;
    private final int[] around;

    /**
     * @param sorted in {@link #ORDER}, each once
     */
    PrefixTable(List<Prefix> sorted) {
        prefixes = sorted.toArray(new Prefix[0]);
        around = new int[prefixes.length];
        Arrays.fill(around, NONE);
        for (int i = 1; i < prefixes.length; i++) {
            int outer = i - 1;
            while (outer != NONE && !prefixes[outer].holds(prefixes[i].high(), prefixes[i].low())) {
                outer = around[outer];
            }
            around[i] = outer;
        }
    }

    /** The place of the longest prefix that holds an address; -1 when none does. */
    int find(long high, long low) {
        int from = 0;
        int to = prefixes.length; // the first prefix that begins behind the address is before it
        while (from < to) {
            int middle = from + to >>> 1;
            if (isBehind(prefixes[middle], high, low)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        int at = from - 1;
        boolean isIpv4 = AddressText.isIpv4(high, low);
        while (at != NONE && (prefixes[at].isIpv4() != isIpv4 || !prefixes[at].holds(high, low))) {
            at = around[at];
        }
        return at;
    }

    /** Two prefixes of which one is in the other, outer one first; null when there are none. */
    Prefix[] overlap() {
        for (int i = 0; i < prefixes.length; i++) {
            Prefix outer = around[i] == NONE ? null : prefixes[around[i]];
            if (outer != null && outer.isIpv4() == prefixes[i].isIpv4()) {
                return new Prefix[] {outer, prefixes[i]};
            }
        }
        return null;
    }

    private static boolean isBehind(Prefix prefix, long high, long low) {
        int order = Long.compareUnsigned(prefix.high(), high);
        return order > 0 || order == 0 && Long.compareUnsigned(prefix.low(), low) > 0;
    }
}
