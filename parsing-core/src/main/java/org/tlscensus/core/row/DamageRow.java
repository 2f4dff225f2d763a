package org.tlscensus.core.row;

/** A damage of a capture file, and the byte of the stored file where it begins. */
public record DamageRow(long offset, String description) {}
