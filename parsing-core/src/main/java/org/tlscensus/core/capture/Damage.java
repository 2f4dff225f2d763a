package org.tlscensus.core.capture;

/**
 * Something wrong with a capture file.
 *
 * @param offset byte of the stored file where it begins
 * @param description what is wrong, for a person
 */
public record Damage(long offset, String description) {}
