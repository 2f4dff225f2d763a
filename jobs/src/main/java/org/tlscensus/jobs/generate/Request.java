package org.tlscensus.jobs.generate;

import java.nio.file.Path;

/**
 * What is asked for.
 *
 * @param seed null: the plan's
 * @param scale factor of the plan's connections
 * @param connections in all; 0: by plan and scale
 * @param bytes of captures before compression, in all; 0: as many as it comes to
 * @param cores sites that are made at a time
 */
public record Request(
        Path plan, Path out, Long seed, double scale, long connections, long bytes, int cores) {}
