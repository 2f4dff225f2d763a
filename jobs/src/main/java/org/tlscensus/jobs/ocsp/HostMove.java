package org.tlscensus.jobs.ocsp;

/** A host at an address has another network than was said before. */
record HostMove(HostNetwork network) {}
