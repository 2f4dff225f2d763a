package org.tlscensus.jobs.store;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files below a folder. */
final class FolderListing {
    /** Ours lie at most so many folders deep; links in others' folders may lead in a circle. */
    private static final int MAX_DEPTH = 4;

    private final FileSystem files;
    private final Map<String, FileStatus> found = new TreeMap<>();

    private FolderListing(FileSystem files) {
        this.files = files;
    }

    /**
     * All files below some children of a folder, by their paths below that folder. A child that is
     * a file itself is one of them, and so is a folder that lies too deep to be ours.
     */
    static Map<String, FileStatus> of(FileSystem files, Path root, Iterable<String> children)
            throws IOException {
        FolderListing listing = new FolderListing(files);
        for (String child : children) {
            Path path = new Path(root, child);
            if (files.exists(path)) {
                listing.add(files.getFileStatus(path), child, 1);
            }
        }
        return listing.found;
    }

    private void add(FileStatus status, String path, int depth) throws IOException {
        if (!status.isDirectory() || depth > MAX_DEPTH) {
            found.put(path, status);
            return;
        }
        for (FileStatus child : files.listStatus(status.getPath())) {
            add(child, path + "/" + child.getPath().getName(), depth + 1);
        }
    }
}
