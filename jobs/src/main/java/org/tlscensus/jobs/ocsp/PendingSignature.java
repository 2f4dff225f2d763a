package org.tlscensus.jobs.ocsp;

import java.time.LocalDate;

/** A response whose issuer the archive did not have when its row was settled. */
record PendingSignature(String site, LocalDate date, SignatureAsk ask) {}
