package org.tlscensus.core.row;

/**
 * A row of a download of a revocation list, and the list.
 *
 * @param list in DER; NULL of one that is long or not whole
 */
public record CrlPart(CrlRow row, byte[] list) {}
