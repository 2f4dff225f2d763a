package org.tlscensus.jobs.ocsp;

import java.time.LocalDate;

/** All rows of a partition are to be looked at. */
record PartitionNotice(String site, LocalDate date) {}
