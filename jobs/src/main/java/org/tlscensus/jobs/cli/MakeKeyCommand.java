package org.tlscensus.jobs.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tlscensus.jobs.privacy.PrivacyKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code census make-key}. */
@Command(
        name = "make-key",
        mixinStandardHelpOptions = true,
        description = "Makes a secret key in a file that nobody else can read.",
        footer = {
            "",
            "The key is for census ingest --privacy-key. Keep it: --append wants the same one. Who",
            "has it can tell clients' addresses from pseudonyms. A file that is there stays."
        })
final class MakeKeyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "File to be made.")
    private Path file;

    @Override
    public Integer call() {
        PrivacyKey.make(file);
        return 0;
    }
}
