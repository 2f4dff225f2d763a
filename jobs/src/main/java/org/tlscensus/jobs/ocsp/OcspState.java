package org.tlscensus.jobs.ocsp;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What is kept of earlier ingests; paths are below the folder of the tables.
 *
 * @param clientRules the rules by which the rows' clients were told
 * @param lastNanos time of the last packet by site
 * @param partitions the file of each partition of {@code ocsp} by its folder
 * @param names the files of the table of names
 * @param queries the files of the table of DNS queries
 * @param openCrls files of downloads of revocation lists that come again
 * @param files of kept records
 */
record OcspState(
        long clientRules,
        TreeMap<String, Long> lastNanos,
        TreeMap<String, PartitionFile> partitions,
        List<String> names,
        List<String> queries,
        List<String> openCrls,
        List<KeptFile> files)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    static final String FOLDER = "_state/ocsp";

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
        return new OcspState(
                0, new TreeMap<>(), new TreeMap<>(), List.of(), List.of(), List.of(), List.of());
    }

    static OcspState read(Path file, Configuration hadoop) throws IOException {
        try (InputStream in = file.getFileSystem(hadoop).open(file)) {
            return JSON.readValue(in, OcspState.class);
        }
    }

    void write(Path file, Configuration hadoop) throws IOException {
        try (OutputStream out = file.getFileSystem(hadoop).create(file, false)) {
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
