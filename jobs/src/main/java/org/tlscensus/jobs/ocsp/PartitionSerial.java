package org.tlscensus.jobs.ocsp;

import java.time.LocalDate;

/** Some row of a partition of the table {@code ocsp} is about this certificate. */
record PartitionSerial(
        String site,
        LocalDate date,
        String hashAlgorithm,
        String issuerNameHash,
        String issuerKeyHash,
        String serialNumber) {}
