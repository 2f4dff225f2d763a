package org.tlscensus.core.row;

/**
 * A row of an OCSP exchange, and what is needed to say more of it.
 *
 * @param client who asks, as rows of other tables are compared by it; the row may leave it out
 * @param ordinal place among the rows of the exchange
 * @param response the OCSP response, for its signature; NULL when there is none
 */
public record ExchangePart(ExchangeRow row, String client, int ordinal, byte[] response) {}
