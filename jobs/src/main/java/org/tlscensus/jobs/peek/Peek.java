package org.tlscensus.jobs.peek;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.read.CaptureConnections;
import org.tlscensus.core.read.CaptureFiles;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.ConnectionRow;

/** Writes a line for each TLS handshake in captures, at once. */
public final class Peek {
    private final CaptureFiles captures;
    private final AnalysisOptions options;
    private final boolean isJson;
    private final Subjects subjects;

    /** How lines look. */
    public enum Format {
        /** Values with tabs between, below a line with the columns' names. */
        TSV,
        /** An object a line. */
        JSON
    }

    public Peek(CaptureFiles captures, AnalysisOptions options, Format format) {
        this.captures = captures;
        this.options = options;
        isJson = format == Format.JSON;
        subjects = new Subjects(options.limits().knownCertificates());
    }

    /**
     * Reads to the end, or until nobody reads what it writes. Each line is written when it is
     * known, since somebody may wait for it.
     *
     * @return accounts of the captures that were read to their end
     */
    public List<CapturePart> run(OutputStream out) throws IOException {
        try (CaptureConnections connections =
                CaptureConnections.readAtOnce(captures, options, subjects::add)) {
            if (!isJson && !write(out, HandshakeLine.header())) {
                return List.of();
            }
            while (connections.hasNext()) {
                ConnectionRow row = connections.next();
                if (row.tls() != null && !write(out, lineOf(row))) {
                    return List.of();
                }
            }
            return connections.captures();
        }
    }

    private String lineOf(ConnectionRow row) {
        return isJson
                ? HandshakeLine.json(row, subjects::of)
                : HandshakeLine.tabbed(row, subjects::of);
    }

    /** Writes a line; false when nobody reads it any more, as behind head. */
    private static boolean write(OutputStream out, String line) throws IOException {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return true;
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("Broken pipe")) {
                return false;
            }
            throw e;
        }
    }
}
