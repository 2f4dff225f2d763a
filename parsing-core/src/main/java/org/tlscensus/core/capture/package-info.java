/**
 * Capture files: pcap and pcapng, plain or compressed; the boundaries of their records.
 *
 * <p>{@link org.tlscensus.core.capture.CaptureReader} walks records; {@link
 * org.tlscensus.core.capture.BoundaryFinder} finds one from the middle of a file. Both use one rule
 * of what a plausible record is, so the walk and the search agree on undamaged files.
 */
package org.tlscensus.core.capture;
