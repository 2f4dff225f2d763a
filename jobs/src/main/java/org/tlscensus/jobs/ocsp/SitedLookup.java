package org.tlscensus.jobs.ocsp;

import org.tlscensus.core.row.LookupPart;

/**
 * A DNS query or answer.
 *
 * @param isProvisional whether it comes again when its site is read on
 */
public record SitedLookup(String site, boolean isProvisional, LookupPart lookup) {}
