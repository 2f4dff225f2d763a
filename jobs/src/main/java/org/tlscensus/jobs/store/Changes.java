package org.tlscensus.jobs.store;

import java.util.ArrayList;
import java.util.HashMap;
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
    private final Map<String, Long> rows = new HashMap<>();

    /**
     * Adds a staged file, or all files below a staged folder. In the archive their names get the
     * commit's id, before the first dot, unless they have it: see {@link TablesFolder#commitId}.
     *
     * @param staged path below the staging folder
     * @param path below the folder of the tables
     */
    public Changes add(String staged, String path) {
        added.put(staged, path);
        return this;
    }

    /**
     * The same of a Parquet file whose rows are known; of others its footer is read.
     *
     * @param count rows of the file
     */
    public Changes add(String staged, String path, long count) {
        rows.put(staged, count);
        return add(staged, path);
    }

    /** Removes a file, by its path in the snapshot. */
    public Changes remove(String path) {
        removed.add(path);
        return this;
    }

    /** Removes a table: all files of the archive below a folder of it. */
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
        for (String folder : replaced) {
            snapshot.below(folder).forEach(file -> paths.add(file.path()));
        }
        return paths;
    }

    /** The folders that go, if nothing is added to them. */
    List<String> replaced() {
        return replaced;
    }

    /** The rows of a staged file; null: not told. */
    Long rows(String staged) {
        return rows.get(staged);
    }
}
