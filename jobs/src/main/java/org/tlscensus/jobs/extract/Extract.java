package org.tlscensus.jobs.extract;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.ingest.ArchiveCaptures;
import org.tlscensus.jobs.plan.CaptureInfo;
import org.tlscensus.jobs.plan.CapturePaths;
import org.tlscensus.jobs.plan.CaptureSource;

/** Writes the packets of connections to a pcapng file, from the captures that the rows name. */
public final class Extract {
    private static final int BLOCK = 1 << 20;

    private final ArchiveCaptures archive;
    private final Configuration hadoop;
    private final List<String> notes = new ArrayList<>();
    private final byte[] keyLog;

    /** What was done. */
    public record Summary(int connections, int captures, long packets, List<String> notes) {}

    /**
     * @param keyLog secrets that go into the file, as lines of a key log; empty for none
     */
    public Extract(ArchiveCaptures archive, byte[] keyLog, Configuration hadoop) {
        this.archive = archive;
        this.keyLog = keyLog.clone();
        this.hadoop = hadoop;
    }

    /**
     * Writes the file; it comes to its place when it is whole.
     *
     * @throws UserError when it is there and may not be replaced, or none of the captures is there
     */
    public Summary write(List<WantedConnection> wanted, String file, boolean mayReplace)
            throws IOException {
        Path target = CapturePaths.path(file, hadoop);
        FileSystem files = target.getFileSystem(hadoop);
        requireFree(files, target, mayReplace);
        List<Extraction.Capture> captures = captures(wanted);
        if (captures.isEmpty()) {
            throw new UserError("none of the captures can be read: " + String.join("; ", notes));
        }
        Path draft = new Path(target.getParent(), "_" + target.getName() + ".incomplete");
        Extraction extraction;
        try (PcapngOutput out =
                new PcapngOutput(
                        new BufferedOutputStream(files.create(draft, true), BLOCK),
                        "tls-census extract")) {
            if (keyLog.length > 0) {
                out.secrets(keyLog);
            }
            extraction =
                    new Extraction(
                            captures, wanted, archive.tunnelPorts(), archive.flowScope(), out);
            extraction.run();
        } catch (IOException | RuntimeException e) {
            files.delete(draft, false);
            throw e;
        }
        publish(files, draft, target, mayReplace);
        notes.addAll(extraction.problems());
        Map<String, Long> found = extraction.packetsById();
        wanted.forEach(connection -> compare(connection, found));
        long packets = found.values().stream().mapToLong(Long::longValue).sum();
        return new Summary(wanted.size(), captures.size(), packets, notes);
    }

    /** A key log without comments and other lines that are none. */
    public static byte[] keyLogLines(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        StringBuilder lines = new StringBuilder();
        Arrays.stream(text.split("\r?\n"))
                .filter(line -> line.matches("[A-Z0-9_]+ [0-9a-fA-F]+ [0-9a-fA-F]+"))
                .forEach(line -> lines.append(line).append('\n'));
        return lines.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void requireFree(FileSystem files, Path target, boolean mayReplace)
            throws IOException {
        if (!files.exists(target)) {
            return;
        }
        if (files.getFileStatus(target).isDirectory()) {
            throw new UserError(target + " is a folder: name a file");
        }
        if (!mayReplace) {
            throw new UserError(target + " is there: choose another name, or use --overwrite");
        }
    }

    private static void publish(FileSystem files, Path draft, Path target, boolean mayReplace)
            throws IOException {
        requireFree(files, target, mayReplace);
        if (mayReplace) {
            files.delete(target, false);
        }
        if (!files.rename(draft, target)) {
            throw new IOException("cannot rename " + draft + " to " + target);
        }
    }

    private List<Extraction.Capture> captures(List<WantedConnection> wanted) {
        Map<String, Set<String>> named = new HashMap<>();
        for (WantedConnection connection : wanted) {
            named.computeIfAbsent(connection.site(), site -> new LinkedHashSet<>())
                    .addAll(connection.captures());
        }
        List<Extraction.Capture> found = new ArrayList<>();
        named.forEach((site, names) -> names.forEach(name -> add(site, name, found)));
        return found;
    }

    private void add(String site, String name, List<Extraction.Capture> found) {
        CaptureInfo known = archive.find(site, name);
        if (known == null) {
            notes.add(site + "/" + name + ": the archive does not know where it lies");
            return;
        }
        ArchiveCaptures.Change change = archive.changeOf(known, hadoop);
        if (change != null) {
            notes.add(site + "/" + name + " (" + known.path() + "): " + change.what());
        }
        if (change == null || change.isReadable()) {
            long first = known.firstTimeNanos() == null ? Long.MIN_VALUE : known.firstTimeNanos();
            found.add(new Extraction.Capture(site, name, first, () -> open(known)));
        }
    }

    private ByteSource open(CaptureInfo capture) throws IOException {
        return CaptureSource.open(capture.path(), hadoop);
    }

    private void compare(WantedConnection connection, Map<String, Long> found) {
        long packets = found.getOrDefault(connection.id(), 0L);
        if (connection.isFlow() && packets != connection.packets()) {
            notes.add(
                    String.format(
                            "connection %s: %,d of %,d packets were found",
                            connection.id(), packets, connection.packets()));
        }
    }
}
