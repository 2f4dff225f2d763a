/**
 * Captures in, rows out, for programs that want neither Spark nor an archive: {@link
 * org.tlscensus.core.read.CaptureConnections} reads capture files one after the other, as one
 * split.
 */
package org.tlscensus.core.read;
