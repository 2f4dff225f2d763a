/**
 * One capture split in, rows out; and the joining of connections that cross splits.
 *
 * <p>{@link org.tlscensus.core.analysis.UnitAnalysis} turns packets into pieces of connections,
 * {@link org.tlscensus.core.analysis.Stitcher} joins pieces, {@link
 * org.tlscensus.core.analysis.ConnectionRows} makes the rows of the table.
 */
package org.tlscensus.core.analysis;
