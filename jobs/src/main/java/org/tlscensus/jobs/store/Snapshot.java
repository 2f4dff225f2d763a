package org.tlscensus.jobs.store;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The archive's record of its own files: all that it wrote, and nothing else.
 *
 * @param madeBy {@link #DEMO}, or else {@link #INGEST}
 * @param files of the tables and of the state, but for this record
 */
public record Snapshot(int version, String madeBy, List<StoredFile> files) {
    /** Below the folder of the tables. */
    static final String FILE = TablesFolder.STATE + "/files.json";

    static final int VERSION = 1;
    static final String INGEST = "ingest";
    static final String DEMO = "demo";

    /** Of an archive that has no files. */
    static final Snapshot NONE = new Snapshot(VERSION, INGEST, List.of());

    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /**
     * A file of the archive.
     *
     * @param path below the folder of the tables, with slashes
     */
    public record StoredFile(String path, long bytes) {}

    /** What the folder's record says; empty when it has none. */
    static Optional<Snapshot> read(FileSystem files, Path tables) throws IOException {
        Path file = new Path(tables, FILE);
        if (!files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = files.open(file)) {
            return Optional.of(JSON.readValue(in, Snapshot.class));
        }
    }

    void write(FileSystem files, Path file) throws IOException {
        try (OutputStream out = files.create(file, false)) {
            JSON.writeValue(out, this);
        }
    }

    /** The bytes of each file by its path. */
    Map<String, Long> bytesByPath() {
        Map<String, Long> bytes = new HashMap<>();
        files.forEach(file -> bytes.put(file.path(), file.bytes()));
        return bytes;
    }

    /** The paths of the files below a folder. */
    public List<String> below(String folder) {
        return files.stream()
                .map(StoredFile::path)
                .filter(path -> path.startsWith(folder + "/"))
                .toList();
    }
}
