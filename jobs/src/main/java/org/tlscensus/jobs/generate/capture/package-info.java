/** Frames, and the capture files that hold them. */
package org.tlscensus.jobs.generate.capture;
