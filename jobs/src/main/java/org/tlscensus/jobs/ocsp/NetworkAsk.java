package org.tlscensus.jobs.ocsp;

/** A row of an exchange with a host at an address. */
record NetworkAsk(String exchangeId, int ordinal, String host, String address) {}
