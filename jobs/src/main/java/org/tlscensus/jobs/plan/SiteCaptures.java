package org.tlscensus.jobs.plan;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.tlscensus.core.analysis.Captures;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.tls.keys.KeyLog;

/** The capture files of a site that can be opened, in time order. */
public final class SiteCaptures implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String[] names;
    private final String[] paths;
    private final long[] lengths; // bytes
    private final int[] overlapping;

    /**
     * @param groups how many files each overlap group has
     */
    SiteCaptures(List<CaptureInfo> captures, List<Integer> groups) {
        names = captures.stream().map(CaptureInfo::name).toArray(String[]::new);
        paths = captures.stream().map(CaptureInfo::path).toArray(String[]::new);
        lengths = captures.stream().mapToLong(CaptureInfo::bytes).toArray();
        overlapping = new int[names.length];
        int first = 0;
        for (int size : groups) {
            overlapping[first] = size;
            first += size;
        }
    }

    /** The names of the files that a split reads. */
    public List<String> names(PlannedSplit split) {
        return Arrays.asList(names).subList(split.capture(), split.capture() + split.files());
    }

    /** How many files each overlap group of a split has. */
    public List<Integer> groups(PlannedSplit split) {
        List<Integer> sizes = new ArrayList<>();
        int end = split.capture() + split.files();
        for (int at = split.capture(); at < end; at += overlapping[at]) {
            sizes.add(overlapping[at]);
        }
        return sizes;
    }

    /**
     * The files, to be opened on this machine, and the secrets of their connections.
     *
     * @param isLastTry whether a file that cannot be read is told as damaged; else it is thrown
     */
    public Captures on(Configuration hadoop, KeyLog keyLog, boolean isLastTry) {
        return new Captures() {
            @Override
            public int count() {
                return names.length;
            }

            @Override
            public int overlapping(int index) {
                return overlapping[index];
            }

            @Override
            public String name(int index) {
                return names[index];
            }

            @Override
            public KeyLog secrets() {
                return keyLog;
            }

            @Override
            public boolean isLastTry() {
                return isLastTry;
            }

            @Override
            public ByteSource open(int index) throws IOException {
                return CaptureSource.open(paths[index], lengths[index], hadoop);
            }
        };
    }
}
