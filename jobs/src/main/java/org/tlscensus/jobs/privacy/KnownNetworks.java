package org.tlscensus.jobs.privacy;

import java.util.List;
import org.tlscensus.core.analysis.Networks;

/** What a user's files tell of networks. For one thread. */
final class KnownNetworks implements Networks {
    /** Owners that are at hand: the same addresses come again and again. */
    private static final int CACHE_SLOTS = 1 << 14;

    private final PrefixTable local; // null: not known
    private final List<NetworkOwners> owners;
    private final long[] knownHigh = new long[CACHE_SLOTS];
    private final long[] knownLow = new long[CACHE_SLOTS];
    private final Owner[] known = new Owner[CACHE_SLOTS];

    KnownNetworks(LocalNetworks local, List<NetworkOwners> owners) {
        this.local = local.areKnown() ? new PrefixTable(local.prefixes()) : null;
        this.owners = owners;
    }

    @Override
    public Boolean isLocal(long high, long low) {
        return local == null ? null : (Boolean) (local.find(high, low) >= 0);
    }

    @Override
    public Owner owner(long high, long low) {
        if (owners.isEmpty()) {
            return Owner.UNKNOWN;
        }
        long mixed = (high * 31 + low) * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 50);
        if (known[slot] == null || knownHigh[slot] != high || knownLow[slot] != low) {
            known[slot] = ofFiles(high, low);
            knownHigh[slot] = high;
            knownLow[slot] = low;
        }
        return known[slot];
    }

    /** What an earlier file does not tell, a later one may: AS and country come in two. */
    private Owner ofFiles(long high, long low) {
        Long as = null;
        String country = null;
        for (NetworkOwners file : owners) {
            Owner owner = file.owner(high, low);
            as = as != null ? as : owner.as();
            country = country != null ? country : owner.country();
        }
        return new Owner(as, country);
    }
}
