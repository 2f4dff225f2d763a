package org.tlscensus.jobs.plan;

import java.io.Serializable;

/**
 * A capture file that was found, or something in its place.
 *
 * @param name what the tables call it: its path below the folder that was given
 * @param path the whole path
 * @param bytes as stored
 * @param problem why it cannot be read; null when it can, as far as is known
 */
public record CaptureFile(String site, String name, String path, long bytes, String problem)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Of one that was asked for by name. */
    static final String MISSING = "there is no such file";

    /** What it takes to look into it. */
    CaptureFile withoutNames() {
        return new CaptureFile(null, null, path, bytes, problem);
    }

    /** Whether it can be read, as far as is known. */
    public boolean isThere() {
        return problem == null;
    }
}
