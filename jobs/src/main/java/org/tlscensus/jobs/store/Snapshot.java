package org.tlscensus.jobs.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The archive as of one commit, and its record of its own files.
 *
 * @param number one more than that of the commit before
 * @param commit id of the commit; the names of files that it brought have it
 * @param madeBy {@link #DEMO}, or else {@link #INGEST}
 * @param folders of the tables, also of those without rows, and of the state
 * @param added paths of the files that this commit brought
 * @param files all files of the tables and of the state
 */
public record Snapshot(
        int version,
        long number,
        String commit,
        String madeBy,
        List<String> folders,
        List<String> added,
        List<StoredFile> files) {
    static final int VERSION = 1;

    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}");

    static final String INGEST = "ingest";
    static final String DEMO = "demo";

    /** Of an archive that has no files. */
    static final Snapshot NONE =
            new Snapshot(VERSION, 0, "", INGEST, List.of(), List.of(), List.of());

    /**
     * A file of the archive.
     *
     * @param path below the folder of the tables, with slashes
     * @param rows of a Parquet file, else null
     */
    public record StoredFile(String path, long bytes, Long rows) {}

    /**
     * A name that no other commit uses: one with a random UUID or the commit's id is such already,
     * others get the id.
     */
    static String unique(String path, String commit) {
        int name = path.lastIndexOf('/') + 1;
        if (path.indexOf("_" + commit, name) >= 0 || UUID.matcher(path.substring(name)).find()) {
            return path;
        }
        int dot = path.indexOf('.', name);
        int end = dot < 0 ? path.length() : dot;
        return path.substring(0, end) + "_" + commit + path.substring(end);
    }

    /** The bytes of each file by its path. */
    Map<String, Long> bytesByPath() {
        Map<String, Long> bytes = new HashMap<>();
        files.forEach(file -> bytes.put(file.path(), file.bytes()));
        return bytes;
    }

    /** The files below a folder, in the order of their paths. */
    public List<StoredFile> below(String folder) {
        return files.stream().filter(file -> file.path().startsWith(folder + "/")).toList();
    }

    /** The path of a file that was staged under a path, as it is now called. */
    public Optional<String> pathOf(String staged) {
        int name = staged.lastIndexOf('/') + 1;
        int dot = staged.indexOf('.', name);
        int end = dot < 0 ? staged.length() : dot;
        Pattern named =
                Pattern.compile(
                        Pattern.quote(staged.substring(0, end))
                                + "(_[0-9a-f]+)?"
                                + Pattern.quote(staged.substring(end)));
        return files.stream()
                .map(StoredFile::path)
                .filter(path -> named.matcher(path).matches())
                .findFirst();
    }
}
