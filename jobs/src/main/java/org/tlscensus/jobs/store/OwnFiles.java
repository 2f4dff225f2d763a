package org.tlscensus.jobs.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Removes files that the archive wrote, and that no reader wants any more. */
final class OwnFiles {
    private OwnFiles() {}

    /** Removes a file if it is as it was written, and the folders that are empty then. */
    static void remove(FileSystem files, Path tables, Snapshot.StoredFile file) throws IOException {
        Path path = new Path(tables, file.path());
        try {
            FileStatus status = files.getFileStatus(path);
            if (status.isFile() && status.getLen() == file.bytes()) {
                files.delete(path, false);
            }
        } catch (FileNotFoundException e) {
            // it is gone: the folders may not be
        }
        removeEmpty(files, tables, path.getParent());
    }

    private static void removeEmpty(FileSystem files, Path tables, Path folder) throws IOException {
        Path at = folder;
        while (!at.equals(tables) && files.exists(at) && files.listStatus(at).length == 0) {
            try {
                files.delete(at, false);
            } catch (IOException e) {
                return; // something is in it that a listing does not show: it stays
            }
            at = at.getParent();
        }
    }

    /**
     * Removes what snapshots before the newest list and no later one does, of those that were
     * followed by another before a time.
     *
     * @param before milliseconds since the epoch by the file system's clock
     */
    static void removeSuperseded(FileSystem files, Path tables, long before) throws IOException {
        SortedMap<Long, FileStatus> snapshots = new Snapshots(files, tables).list();
        List<Long> numbers = new ArrayList<>(snapshots.keySet());
        Map<Long, Snapshot> read = new TreeMap<>();
        for (int i = 0; i + 1 < numbers.size(); i++) {
            long next = snapshots.get(numbers.get(i + 1)).getModificationTime();
            if (next >= before) {
                return;
            }
            if (read.isEmpty()) {
                for (Map.Entry<Long, FileStatus> each : snapshots.entrySet()) {
                    read.put(each.getKey(), Snapshots.read(files, each.getValue().getPath()));
                }
            }
            Snapshot old = read.remove(numbers.get(i));
            Set<String> wanted = new HashSet<>();
            read.values().forEach(later -> wanted.addAll(later.bytesByPath().keySet()));
            for (Snapshot.StoredFile file : old.files()) {
                if (!wanted.contains(file.path())) {
                    remove(files, tables, file);
                }
            }
            files.delete(snapshots.get(numbers.get(i)).getPath(), false);
        }
    }
}
