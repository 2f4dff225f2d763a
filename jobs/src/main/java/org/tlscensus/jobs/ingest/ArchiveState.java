package org.tlscensus.jobs.ingest;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.jobs.plan.CaptureInfo;
import org.tlscensus.jobs.plan.PlannedSplit;
import org.tlscensus.jobs.privacy.PrivacyRules;

/**
 * What a later ingest has to know of the tables. What takes more room is in files of its own, which
 * stand here. The aliases are the names of components in archives of version 0.3 and before.
 *
 * @param captures all captures of the tables
 * @param tallies of the splits that are done for good, by site and capture
 * @param connections files of the table
 * @param kept files of connections that may go on, see {@link RunFile}
 * @param certificates the files of the table of certificates, and of their uses
 * @param captureFiles files of the table of captures
 * @param ocspState file of what is kept for the tables of OCSP exchanges and names
 * @param privacy what is told of those who use the network
 * @param splitIndexes files of {@link SplitIndex}; null when none was ever asked for
 */
record ArchiveState(
        int version,
        AnalysisOptions options,
        List<CaptureInfo> captures,
        List<SiteState> sites,
        List<FileTally> tallies,
        List<FileMade> connections,
        List<KeptFile> kept,
        List<CertificateBucket> certificates,
        List<String> captureFiles,
        String ocspState,
        PrivacyRules privacy,
        List<String> splitIndexes) {
    /** Another one for other columns or another order of components of what is kept as bytes. */
    static final int VERSION = 7;

    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /**
     * @param nextSplit number of the first split of a later ingest
     * @param lastNanos time of the last packet
     * @param rereadSplits splits that are to be read again when there are further captures, since a
     *     dialogue stood in the middle at the end of all captures
     */
    record SiteState(
            String site,
            @JsonAlias("nextSplit") long nextSplit,
            long lastNanos,
            @JsonAlias("rereadSplits") List<RereadSplit> rereadSplits) {}

    /**
     * A split, and the files that it reads.
     *
     * @param captures names of the files
     * @param groups how many of them belong together, one number an overlap group
     */
    record RereadSplit(
            List<String> captures,
            @JsonAlias("stretches") List<Integer> groups,
            @JsonAlias("split") PlannedSplit split) {}

    record FileTally(String site, String capture, CaptureTally tally) {}

    static ArchiveState read(FileSystem files, Path file) throws IOException {
        try (InputStream in = files.open(file)) {
            return JSON.readValue(in, ArchiveState.class);
        }
    }

    void write(FileSystem files, Path file) throws IOException {
        try (OutputStream out = files.create(file, true)) {
            JSON.writeValue(out, this);
        }
    }
}
