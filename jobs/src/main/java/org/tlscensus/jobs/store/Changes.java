package org.tlscensus.jobs.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a commit does: staged files that come to the archive, and files of it that go. */
public final class Changes {
    private final Map<String, String> added = new LinkedHashMap<>();
    private final Set<String> removed = new LinkedHashSet<>();
    private final List<String> replaced = new ArrayList<>();

    /**
     * Adds a staged file.
     *
     * @param staged path below the staging folder
     * @param path below the folder of the tables
     */
    public Changes add(String staged, String path) {
        added.put(staged, path);
        return this;
    }

    /** Removes a file, by its path in the snapshot. */
    public Changes remove(String path) {
        removed.add(path);
        return this;
    }

    /** Removes all files of the archive below a folder of it. */
    public Changes removeBelow(String folder) {
        replaced.add(folder);
        return this;
    }

    /** The staged files below a folder take the place of the archive's below the same. */
    public Changes replace(String folder) {
        added.put(folder, folder);
        return removeBelow(folder);
    }

    /** Paths in the archive of staged files and folders. */
    Map<String, String> added() {
        return added;
    }

    /** The paths that go, of those in a snapshot. */
    Set<String> removed(Snapshot snapshot) {
        Set<String> paths = new LinkedHashSet<>(removed);
        replaced.forEach(folder -> paths.addAll(snapshot.below(folder)));
        return paths;
    }
}
