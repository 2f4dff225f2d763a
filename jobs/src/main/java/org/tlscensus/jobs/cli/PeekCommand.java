package org.tlscensus.jobs.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.packet.TunnelPort;
import org.tlscensus.core.read.CaptureFiles;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.DamageRow;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.peek.Peek;
import org.tlscensus.jobs.query.VisibleText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code census peek}. Runs without Spark's classes. */
@Command(
        name = "peek",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Prints a line for each TLS handshake in captures, as it is read.",
        footer = {
            "",
            "A line comes as soon as its handshake is over, or cannot go on. Columns have the"
                    + " names",
            "of the tables; time is the ClientHello's.",
            "",
            "  census peek trace.pcap.gz | cut -f1,10",
            "  tcpdump -i eth0 -w - port 443 | census peek -"
        })
final class PeekCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    @Parameters(
            arity = "1..*",
            paramLabel = "CAPTURE",
            description =
                    "Files of this machine, and folders of them: one stream of packets, in the"
                            + " order of their first ones; - is standard input.")
    private List<Path> captures;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "tsv",
            description = "tsv or json (${DEFAULT-VALUE}).")
    private Peek.Format format;

    @Option(
            names = "--key-log",
            paramLabel = "FILE",
            description = "Secrets of the connections, as for ingest; may be given several times.")
    private List<Path> keyLogs = new ArrayList<>();

    @Option(
            names = "--tunnel-port",
            paramLabel = "TUNNEL=PORT",
            converter = TunnelPortOption.class,
            description = "A UDP port of a tunnel beside its own; may be given several times.")
    private List<TunnelPort> tunnelPorts = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        AnalysisOptions options = AnalysisOptions.DEFAULTS.withTunnelPorts(tunnelPorts);
        boolean isWhole = true;
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            for (CapturePart file : new Peek(files(), options, format).run(out)) {
                for (DamageRow damage : file.damages()) {
                    isWhole = false;
                    tell(file.capture(), damage);
                }
            }
        }
        return isWhole ? 0 : FailureReport.FAILED;
    }

    private CaptureFiles files() throws IOException {
        KeyLog secrets = new KeyLog();
        for (Path file : keyLogs) {
            try (InputStream in = Files.newInputStream(file)) {
                secrets.read(in);
            } catch (NoSuchFileException e) {
                throw new UserError("there is no key log " + file);
            }
        }
        if (captures.size() == 1 && captures.get(0).toString().equals(STANDARD_INPUT)) {
            return CaptureFiles.ofStream("standard input", System.in, secrets);
        }
        List<Path> files = new ArrayList<>();
        for (Path capture : captures) {
            if (capture.toString().equals(STANDARD_INPUT)) {
                throw new UserError("- stands alone: standard input has no place among files");
            }
            files.addAll(below(capture));
        }
        return CaptureFiles.of(files, secrets);
    }

    private static List<Path> below(Path capture) throws IOException {
        if (!Files.exists(capture)) {
            throw new UserError("there is no capture " + capture);
        }
        if (!Files.isDirectory(capture)) {
            return List.of(capture);
        }
        try (Stream<Path> all = Files.walk(capture)) {
            List<Path> files =
                    all.filter(Files::isRegularFile)
                            .filter(file -> !isHidden(capture.relativize(file)))
                            .sorted()
                            .toList();
            if (files.isEmpty()) {
                throw new UserError("there is no capture in " + capture);
            }
            return files;
        }
    }

    /** As an ingest has it. */
    private static boolean isHidden(Path name) {
        for (Path part : name) {
            if (part.toString().startsWith(".") || part.toString().startsWith("_")) {
                return true;
            }
        }
        return false;
    }

    private static void tell(String capture, DamageRow damage) {
        String text = capture + ": byte " + damage.offset() + ": " + damage.description();
        System.err.println("census: " + VisibleText.of(text));
    }
}
