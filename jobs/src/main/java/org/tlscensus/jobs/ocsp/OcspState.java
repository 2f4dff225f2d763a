package org.tlscensus.jobs.ocsp;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What is kept of earlier ingests; paths are below the folder of the tables.
 *
 * @param generation number of the ingest that wrote it, from 1; 0 for none
 * @param clientRules the rules by which the rows' clients were told
 * @param lastNanos time of the last packet by site
 * @param partitions the file of each partition of {@code ocsp} by its folder
 * @param names the files of the table of names
 * @param files of kept records
 */
record OcspState(
        int generation,
        long clientRules,
        TreeMap<String, Long> lastNanos,
        TreeMap<String, PartitionFile> partitions,
        List<String> names,
        List<KeptFile> files)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    static final String FOLDER = "_state/ocsp";

    private static final String PREFIX = "state-";
    private static final JsonMapper JSON = new JsonMapper();

    /** The file of a partition. */
    record PartitionFile(String site, String date, String path) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** A file of kept records. */
    record KeptFile(StateKind kind, String path, long bytes) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    static OcspState none() {
        return new OcspState(0, 0, new TreeMap<>(), new TreeMap<>(), List.of(), List.of());
    }

    /** The newest state of some tables; none when they have none. */
    static OcspState read(Path tables, Configuration hadoop) throws IOException {
        FileSystem files = tables.getFileSystem(hadoop);
        Path folder = new Path(tables, FOLDER);
        if (!files.exists(folder)) {
            return none();
        }
        Path newest =
                Stream.of(files.listStatus(folder))
                        .map(FileStatus::getPath)
                        .filter(path -> path.getName().startsWith(PREFIX))
                        .max(Comparator.comparing(Path::getName))
                        .orElse(null);
        if (newest == null) {
            return none();
        }
        try (InputStream in = files.open(newest)) {
            return JSON.readValue(in, OcspState.class);
        }
    }

    /** Its own file. */
    String path() {
        return String.format("%s/%s%08d.json", FOLDER, PREFIX, generation);
    }

    void write(Path staging, Configuration hadoop) throws IOException {
        Path file = new Path(staging, path());
        try (OutputStream out = file.getFileSystem(hadoop).create(file, true)) {
            JSON.writeValue(out, this);
        }
    }

    List<KeptFile> files(StateKind kind) {
        return files.stream().filter(file -> file.kind() == kind).toList();
    }

    /** Bytes of what each ingest reads. */
    long openBytes() {
        return files.stream()
                .filter(file -> !file.kind().isIndex())
                .mapToLong(KeptFile::bytes)
                .sum();
    }
}
