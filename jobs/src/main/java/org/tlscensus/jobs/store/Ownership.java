package org.tlscensus.jobs.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.schema.Table;

/** Tells the archive's own files from all that somebody else put into its folder. */
final class Ownership {
    /** Names of the folders that the archive claims within its folder. */
    static final List<String> FOLDERS =
            Stream.concat(Stream.of(Table.values()).map(Table::tableName), Stream.of("_state"))
                    .toList();

    private final FileSystem files;
    private final Path tables;
    private final String folder;

    /**
     * @param folder what messages call the folder of the tables
     */
    Ownership(FileSystem files, Path tables, String folder) {
        this.files = files;
        this.tables = tables;
        this.folder = folder;
    }

    /**
     * The archive as it is.
     *
     * @param mayMiss whether some of its files may be gone
     * @throws UserError when another's file lies where those of the archive do or would
     */
    Snapshot check(boolean mayMiss) throws IOException {
        Map<String, FileStatus> found = FolderListing.of(files, tables, FOLDERS);
        found.keySet().removeIf(Snapshots::isOne);
        List<Snapshot> recorded = new ArrayList<>();
        for (FileStatus file : new Snapshots(files, tables).list().values()) {
            recorded.add(Snapshots.read(files, file.getPath()));
        }
        if (recorded.isEmpty()) {
            recorded.add(Adoption.of(files, tables, found));
        }
        Snapshot newest = recorded.get(recorded.size() - 1);
        Map<String, Long> known = new HashMap<>();
        recorded.forEach(snapshot -> known.putAll(snapshot.bytesByPath()));
        for (Map.Entry<String, FileStatus> file : found.entrySet()) {
            String path = file.getKey();
            if (known.containsKey(path)) {
                requireUnchanged(path, file.getValue().getLen(), known.get(path));
            } else if (!isHiddenInOwnFolder(path, newest)) {
                throw notOurs(path);
            }
        }
        if (!mayMiss) {
            requireAll(newest, found.keySet());
        }
        return newest;
    }

    private void requireAll(Snapshot newest, Set<String> found) {
        TreeSet<String> missing = new TreeSet<>(newest.bytesByPath().keySet());
        missing.removeAll(found);
        if (!missing.isEmpty()) {
            throw new UserError(
                    folder
                            + "/"
                            + missing.first()
                            + " is missing, a file of these tables: put it back, or ingest all"
                            + " with --overwrite");
        }
    }

    private void requireUnchanged(String path, long bytes, long recorded) {
        if (bytes != recorded) {
            throw new UserError(
                    String.format(
                            "%s/%s has %d bytes, and had %d when it was written: somebody changed"
                                    + " it; put it back, or move %s/%s away",
                            folder, path, bytes, recorded, folder, path));
        }
    }

    /** What file managers and other programs leave beside ours: no reader takes it for data. */
    private static boolean isHiddenInOwnFolder(String path, Snapshot own) {
        char first = path.charAt(path.lastIndexOf('/') + 1);
        int top = path.indexOf('/');
        return (first == '.' || first == '_')
                && top > 0
                && own.folders().contains(path.substring(0, top));
    }

    private UserError notOurs(String path) {
        String top = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
        List<String> words = new ArrayList<>();
        words.add(folder + "/" + path + " is no file of these tables,");
        words.add("and census has to write in " + folder + "/" + top + ":");
        words.add("choose another folder for the tables, or move it away");
        return new UserError(String.join(" ", words));
    }

    /**
     * Refuses a folder that lies among the files of an archive.
     *
     * @param what is to be made there, for the message
     */
    static void requireOutsideOthers(FileSystem files, Path place, String what) throws IOException {
        for (Path at = place; at.getParent() != null; at = at.getParent()) {
            boolean isOwn = FOLDERS.contains(at.getName()) || TablesFolder.isStaging(at);
            if (isOwn && isArchive(files, at.getParent())) {
                throw new UserError(
                        what
                                + " cannot be in "
                                + at
                                + ", where an archive keeps its own files: choose another folder");
            }
        }
    }

    /** Whether a folder holds tables, of this version or of one before. */
    static boolean isArchive(FileSystem files, Path folder) throws IOException {
        return !new Snapshots(files, folder).list().isEmpty()
                || files.exists(new Path(folder, Adoption.STATE_FILE));
    }
}
