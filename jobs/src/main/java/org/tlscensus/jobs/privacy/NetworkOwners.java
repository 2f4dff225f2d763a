package org.tlscensus.jobs.privacy;

import org.tlscensus.core.analysis.Networks;

/** Tells who has the network of an address, as one file has it. For several threads. */
interface NetworkOwners {
    /** Who has it; what the file does not tell is null. */
    Networks.Owner owner(long high, long low);
}
