package org.tlscensus.jobs.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tlscensus.jobs.plan.CapturePaths;

/** A summary as a file of JSON, on any file system. */
final class SummaryFile {
    private SummaryFile() {}

    /** Writes it; it comes to its place when it is whole. */
    static void write(String file, Map<String, Object> values, Configuration hadoop)
            throws IOException {
        Path target = CapturePaths.path(file, hadoop);
        FileSystem files = target.getFileSystem(hadoop);
        Path draft = new Path(target.getParent(), "_" + target.getName() + ".incomplete");
        try (OutputStream out = files.create(draft, true)) {
            out.write(JsonMapper.builder().build().writeValueAsBytes(values));
            out.write('\n');
        }
        files.delete(target, false);
        if (!files.rename(draft, target)) {
            throw new IOException("cannot rename " + draft + " to " + target);
        }
    }
}
