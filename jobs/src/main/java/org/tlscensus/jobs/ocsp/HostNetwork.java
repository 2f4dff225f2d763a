package org.tlscensus.jobs.ocsp;

/** The delivery network of a host at an address, as it was last told; at most one label is set. */
record HostNetwork(String host, String address, String cdn, String selfHostedCdn) {}
