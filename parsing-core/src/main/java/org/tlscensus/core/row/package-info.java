/**
 * What the core hands out: plain Java records, one per table row, and what stages between them
 * need.
 *
 * <p>A record class here is the definition of its table: component names in snake case are the
 * columns, their Java types the column types ({@code Instant}: TIMESTAMP, {@code byte[]}: BINARY),
 * a boxed type or reference is a column that may be NULL, and {@link Meaning} says what it holds.
 * NULL means that it was not seen.
 */
package org.tlscensus.core.row;
