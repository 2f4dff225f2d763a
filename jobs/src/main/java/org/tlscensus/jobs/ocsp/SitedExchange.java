package org.tlscensus.jobs.ocsp;

import org.tlscensus.core.row.ExchangePart;

/**
 * A row of an OCSP exchange, as the packets tell it.
 *
 * @param isProvisional whether it comes again when its site is read on
 */
public record SitedExchange(String site, boolean isProvisional, ExchangePart exchange) {}
