package org.tlscensus.jobs.ocsp;

import java.util.Comparator;
import java.util.List;

/**
 * Which files of an index go into the one that an ingest adds, so that a thousand ingests do not
 * leave a thousand files: small ones, each of which is so written only a few times.
 */
final class SegmentMerge {
    private static final int MAX_FILES = 16;

    /** A file that is larger stays for good. */
    private static final long MAX_BYTES = 64L << 20;

    private SegmentMerge() {}

    static List<OcspState.KeptFile> swallowed(List<OcspState.KeptFile> files) {
        List<OcspState.KeptFile> small =
                files.stream()
                        .filter(file -> file.bytes() < MAX_BYTES)
                        .sorted(
                                Comparator.comparingLong(OcspState.KeptFile::bytes)
                                        .thenComparing(OcspState.KeptFile::path))
                        .toList();
        return small.size() < MAX_FILES ? List.of() : small.subList(0, small.size() - 2);
    }
}
