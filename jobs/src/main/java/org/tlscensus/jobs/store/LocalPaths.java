package org.tlscensus.jobs.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Paths of this machine. */
final class LocalPaths {
    private LocalPaths() {}

    /** The path without links, also when its last parts are not there. */
    static Path real(Path path) throws IOException {
        Path whole = path.toAbsolutePath();
        Path there = whole;
        while (!Files.exists(there)) {
            there = there.getParent(); // ends at the root
        }
        return there.toRealPath().resolve(there.relativize(whole)).normalize();
    }
}
