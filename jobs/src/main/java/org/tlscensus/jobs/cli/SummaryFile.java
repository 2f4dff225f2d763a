package org.tlscensus.jobs.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tlscensus.jobs.plan.CapturePaths;
import org.tlscensus.jobs.store.WholeFile;

/** A summary as a file of JSON, on any file system. */
final class SummaryFile {
    private SummaryFile() {}

    /** Writes it; it comes to its place when it is whole. */
    static void write(String file, Map<String, Object> values, Configuration hadoop)
            throws IOException {
        Path target = CapturePaths.path(file, hadoop);
        FileSystem files = target.getFileSystem(hadoop);
        try (WholeFile whole = WholeFile.replace(files, target)) {
            try (OutputStream out = whole.out()) {
                out.write(JsonMapper.builder().build().writeValueAsBytes(values));
                out.write('\n');
            }
            whole.publish();
        }
    }
}
