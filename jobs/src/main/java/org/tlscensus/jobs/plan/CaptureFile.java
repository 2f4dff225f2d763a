package org.tlscensus.jobs.plan;

import java.io.Serializable;

/**
 * A capture file that was found.
 *
 * @param name what the tables call it: its path below the folder that was given
 * @param path the whole path
 * @param bytes as stored
 * @param isThere false when it was asked for by name and does not exist
 */
public record CaptureFile(String site, String name, String path, long bytes, boolean isThere)
        implements Serializable {
    private static final long serialVersionUID = 1L;
}
