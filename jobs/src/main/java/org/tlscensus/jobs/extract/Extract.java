package org.tlscensus.jobs.extract;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.packet.PacketLimits;
import org.tlscensus.core.row.CaptureBlock;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.ingest.ArchiveCaptures;
import org.tlscensus.jobs.plan.CaptureInfo;
import org.tlscensus.jobs.plan.CapturePaths;
import org.tlscensus.jobs.plan.CaptureSource;
import org.tlscensus.jobs.store.WholeFile;

/** Writes the packets of connections to a pcapng file, from the captures that the rows name. */
public final class Extract {
    private static final int BLOCK = 1 << 20;

    private final ArchiveCaptures archive;
    private final Configuration hadoop;
    private final List<String> notes = new ArrayList<>();
    private final byte[] keyLog;
    private long bytes; // of the captures

    /**
     * What was done.
     *
     * @param bytesRead of the captures, as they are stored
     * @param bytes that the captures have
     */
    public record Summary(
            int connections,
            int captures,
            long packets,
            long bytesRead,
            long bytes,
            List<String> notes) {}

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
        Extraction extraction;
        try (WholeFile whole =
                mayReplace ? WholeFile.replace(files, target) : WholeFile.create(files, target)) {
            try (PcapngOutput out =
                    new PcapngOutput(
                            new BufferedOutputStream(whole.out(), BLOCK), "tls-census extract")) {
                if (keyLog.length > 0) {
                    out.secrets(keyLog);
                }
                extraction =
                        new Extraction(
                                captures, wanted, archive.tunnelPorts(), archive.flowScope(), out);
                extraction.run();
            }
            requireFree(files, target, mayReplace);
            whole.publish();
        }
        notes.addAll(extraction.problems());
        Map<String, Long> found = extraction.packetsById();
        wanted.forEach(connection -> compare(connection, found));
        long packets = found.values().stream().mapToLong(Long::longValue).sum();
        return new Summary(
                wanted.size(), captures.size(), packets, extraction.bytes(), bytes, notes);
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

    private List<Extraction.Capture> captures(List<WantedConnection> wanted) throws IOException {
        Map<List<String>, List<WantedConnection>> named = new LinkedHashMap<>();
        for (WantedConnection connection : wanted) {
            for (String capture : connection.captures()) {
                named.computeIfAbsent(
                                List.of(connection.site(), capture), names -> new ArrayList<>())
                        .add(connection);
            }
        }
        Map<List<String>, List<CaptureBlock>> blocks = archive.blocks(named.keySet(), hadoop);
        List<Extraction.Capture> found = new ArrayList<>();
        named.forEach((names, of) -> add(names, of, blocks.getOrDefault(names, List.of()), found));
        return found;
    }

    private void add(
            List<String> names,
            List<WantedConnection> wanted,
            List<CaptureBlock> blocks,
            List<Extraction.Capture> found) {
        String label = String.join("/", names);
        CaptureInfo known = archive.find(names.get(0), names.get(1));
        if (known == null) {
            notes.add(label + ": the archive does not know where it lies");
            return;
        }
        ArchiveCaptures.Change change = archive.changeOf(known, hadoop);
        if (change != null) {
            notes.add(label + " (" + known.path() + "): " + change.what());
        }
        if (change == null || change.isReadable()) {
            bytes += known.bytes();
            long first = known.firstTimeNanos() == null ? Long.MIN_VALUE : known.firstTimeNanos();
            // Of a changed one nobody knows where things are.
            List<WantedBytes> runs =
                    change != null
                            ? List.of()
                            : WantedBytes.of(blocks, wanted, PacketLimits.DEFAULTS.fragmentNanos());
            found.add(
                    new Extraction.Capture(
                            known.site(),
                            known.name(),
                            first,
                            runs.isEmpty() ? WantedBytes.ALL : runs,
                            () -> open(known)));
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
