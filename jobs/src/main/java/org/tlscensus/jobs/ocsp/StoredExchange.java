package org.tlscensus.jobs.ocsp;

import java.time.LocalDate;

/**
 * The rows of an exchange stand in the file of a partition, and others take their place or none.
 */
record StoredExchange(String site, LocalDate date, String exchangeId) {}
