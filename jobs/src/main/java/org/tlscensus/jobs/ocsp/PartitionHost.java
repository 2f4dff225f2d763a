package org.tlscensus.jobs.ocsp;

import java.time.LocalDate;

/** Some row of a partition of the table {@code ocsp} is of this host at this address. */
record PartitionHost(String site, LocalDate date, String host, String address) {}
