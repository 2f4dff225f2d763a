package org.tlscensus.jobs.validate;

import java.time.Instant;

/**
 * A signed timestamp that came beside a certificate.
 *
 * @param source where it came from, as in the column {@code source}
 * @param position its place in the list
 * @param sct as sent, hex
 * @param time of the first connection that had both
 */
record SctBeside(byte[] der, String source, int position, String sct, Instant time) {}
