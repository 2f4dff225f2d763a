package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code census extract}. */
@Command(
        name = "extract",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes the packets of connections to a pcapng file.",
        footer = {
            "",
            "Captures are looked for where they lay at ingest. Each packet bears the ids of its",
            "connections as comments (frame.comment in Wireshark).",
            "",
            "  census extract --tables tables --out one.pcapng 0123456789abcdef0123456789abcdef",
            "  census extract --tables tables --out old.pcapng --where \"tls.version = 'sslv3'\""
        })
final class ExtractCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private TablesOption tables;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The pcapng file, on any file system that Hadoop knows.")
    private String out;

    @Option(
            names = "--where",
            paramLabel = "SQL",
            description = "A condition on the table connections that says which ones.")
    private String condition;

    @Parameters(paramLabel = "ID", description = "Instead of a condition: connection_id.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Most connections; more are refused (${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--key-log",
            paramLabel = "FILE",
            description =
                    "Secrets that go into the file, so that Wireshark can decrypt: all that this"
                            + " file (SSLKEYLOGFILE's form) has; may be given several times.")
    private List<String> keyLogs = new ArrayList<>();

    @Option(names = "--overwrite", description = "Put it in the place of a file that is there.")
    private boolean overwrite;

    @Override
    public Integer call() throws IOException {
        if ((condition == null) == ids.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "give either --where SQL or ids");
        }
        for (String id : ids) {
            if (!id.matches("[0-9a-f]{32}")) {
                throw new ParameterException(
                        spec.commandLine(), id + " is no connection_id: 32 hex digits");
            }
        }
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit: at least 1");
        }
        return new ExtractRun(this).run();
    }

    String tables() {
        return tables.folder();
    }

    String out() {
        return out;
    }

    /** What rows of the table have to fulfil. */
    String condition() {
        return condition != null
                ? "(" + condition + "\n)"
                : "connection_id IN ('" + String.join("', '", ids) + "')";
    }

    List<String> ids() {
        return ids;
    }

    int limit() {
        return limit;
    }

    List<String> keyLogs() {
        return keyLogs;
    }

    boolean isOverwrite() {
        return overwrite;
    }
}
