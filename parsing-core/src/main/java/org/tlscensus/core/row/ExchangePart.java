package org.tlscensus.core.row;

/**
 * A row of an OCSP exchange, and what is needed to say more of it.
 *
 * @param ordinal place among the rows of the exchange
 * @param response the OCSP response, for its signature; NULL when there is none
 */
public record ExchangePart(ExchangeRow row, int ordinal, byte[] response) {}
