package org.tlscensus.jobs.generate.truth;

import java.time.LocalDate;

/** Columns of the table of queries for names that the truth states. */
public record TrueNameQuery(
        LocalDate date,
        String transport,
        String type,
        String purpose,
        long queries,
        long answers,
        long answersWithRecords,
        long nxdomain,
        long otherErrors,
        long clients,
        String site) {}
