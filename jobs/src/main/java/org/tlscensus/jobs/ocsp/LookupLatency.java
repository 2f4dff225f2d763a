package org.tlscensus.jobs.ocsp;

/** How long the lookup before an exchange took, seconds. */
record LookupLatency(String exchangeId, double dnsLatency) {}
