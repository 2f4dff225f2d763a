package org.tlscensus.jobs.store;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/** The snapshots of an archive: numbered files, of which the last is the truth. */
final class Snapshots {
    static final String FOLDER = TablesFolder.STATE + "/snapshots";

    private static final Pattern NAME = Pattern.compile("(\\d{6,18})\\.json");

    /** File systems where renaming is copying, and a file is there at once when it is closed. */
    private static final Set<String> OBJECT_STORES =
            Set.of("s3", "s3a", "s3n", "gs", "wasb", "wasbs", "abfs", "abfss", "oss", "cosn");

    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final FileSystem files;
    private final Path folder;

    Snapshots(FileSystem files, Path tables) {
        this.files = files;
        folder = new Path(tables, FOLDER);
    }

    /** The files by number; none where there is no archive. */
    SortedMap<Long, FileStatus> list() throws IOException {
        SortedMap<Long, FileStatus> found = new TreeMap<>();
        FileStatus[] children;
        try {
            children = files.listStatus(folder);
        } catch (FileNotFoundException e) {
            return found;
        }
        for (FileStatus child : children) {
            Matcher name = NAME.matcher(child.getPath().getName());
            if (name.matches()) {
                found.put(Long.parseLong(name.group(1)), child);
            }
        }
        return found;
    }

    /** The archive as it is. */
    Optional<Snapshot> newest() throws IOException {
        SortedMap<Long, FileStatus> found = list();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(read(files, found.get(found.lastKey()).getPath()));
    }

    static Snapshot read(FileSystem files, Path file) throws IOException {
        try (InputStream in = files.open(file)) {
            return JSON.readValue(in, Snapshot.class);
        }
    }

    static void write(FileSystem files, Path file, Snapshot snapshot) throws IOException {
        try (OutputStream out = files.create(file, false)) {
            JSON.writeValue(out, snapshot);
        }
    }

    /** Whether a path below the tables is one of these files. */
    static boolean isOne(String path) {
        return path.startsWith(FOLDER + "/")
                && NAME.matcher(path.substring(FOLDER.length() + 1)).matches();
    }

    /**
     * The one step that makes a snapshot the newest; it is done wholly or not at all, and never
     * where another has its number.
     *
     * @param draft the snapshot as a file, on the same file system
     * @throws FileAlreadyExistsException when another run was faster
     */
    void publish(Snapshot snapshot, Path draft) throws IOException {
        Path file = new Path(folder, String.format("%06d.json", snapshot.number()));
        files.mkdirs(folder);
        String scheme = files.getUri().getScheme();
        if (scheme.equals("file")) {
            link(local(draft), local(file));
        } else if (OBJECT_STORES.contains(scheme)) {
            put(snapshot, file);
        } else if (!files.rename(draft, file)) { // HDFS does not rename onto a file
            throw new FileAlreadyExistsException(file.toString());
        }
    }

    private static java.nio.file.Path local(Path path) {
        return java.nio.file.Path.of(path.toUri().getPath());
    }

    /** Unlike a rename, a second name is never taken from another file. */
    private static void link(java.nio.file.Path draft, java.nio.file.Path file) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            Files.move(draft, file); // a file system that knows no links
        }
    }

    private void put(Snapshot snapshot, Path file) throws IOException {
        if (files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        FSDataOutputStreamBuilder<?, ?> builder = files.createFile(file);
        builder.overwrite(false);
        // Where the store can, it refuses a second one by itself.
        builder.opt(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
        try (OutputStream out = builder.build()) {
            JSON.writeValue(out, snapshot);
        }
    }
}
