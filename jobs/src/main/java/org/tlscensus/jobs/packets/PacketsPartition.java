package org.tlscensus.jobs.packets;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.connector.read.InputPartition;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.CaptureHead;
import org.tlscensus.jobs.plan.CaptureFile;
import org.tlscensus.jobs.plan.CaptureSource;

/** What one task reads: a range of a large capture, or several small captures. */
record PacketsPartition(List<Range> ranges) implements InputPartition {
    private static final long serialVersionUID = 1L;

    /** What it costs to open a file, in bytes read meanwhile. */
    private static final long OPEN_BYTES = 32 << 10;

    /**
     * A byte range of a capture.
     *
     * @param length of the file when it was planned: what was added since is not read
     */
    record Range(String path, long length, long start, long end) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** Cuts files into partitions of about so many bytes, in order. */
    static List<PacketsPartition> of(List<CaptureFile> files, long splitBytes, Configuration hadoop)
            throws IOException {
        List<PacketsPartition> partitions = new ArrayList<>();
        List<Range> small = new ArrayList<>();
        long cost = 0;
        for (CaptureFile file : files) {
            if (file.bytes() > splitBytes && isSplittable(file, hadoop)) {
                for (long start = 0; start < file.bytes(); start += splitBytes) {
                    long end =
                            start + splitBytes < file.bytes() ? start + splitBytes : Long.MAX_VALUE;
                    Range range = new Range(file.path(), file.bytes(), start, end);
                    partitions.add(new PacketsPartition(List.of(range)));
                }
                continue;
            }
            if (!small.isEmpty() && cost + file.bytes() + OPEN_BYTES > splitBytes) {
                partitions.add(new PacketsPartition(List.copyOf(small)));
                small.clear();
                cost = 0;
            }
            small.add(new Range(file.path(), file.bytes(), 0, Long.MAX_VALUE));
            cost += file.bytes() + OPEN_BYTES;
        }
        if (!small.isEmpty()) {
            partitions.add(new PacketsPartition(List.copyOf(small)));
        }
        return partitions;
    }

    private static boolean isSplittable(CaptureFile file, Configuration hadoop) throws IOException {
        try (ByteSource source = CaptureSource.open(file.path(), hadoop)) {
            return CaptureHead.read(source).isSplittable();
        }
    }
}
