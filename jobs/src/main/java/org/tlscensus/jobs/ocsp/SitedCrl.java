package org.tlscensus.jobs.ocsp;

import org.tlscensus.core.row.CrlRow;

/**
 * A download of a revocation list.
 *
 * @param isProvisional whether it comes again when its site is read on
 */
public record SitedCrl(String site, boolean isProvisional, CrlRow row) {}
