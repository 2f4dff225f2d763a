package org.tlscensus.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.privacy.Privacy;
import org.tlscensus.jobs.privacy.PrivacyKey;
import org.tlscensus.jobs.privacy.PrivacyRules;
import picocli.CommandLine;

class PrivacyOptionsTest {
    @CommandLine.Command
    private static final class Holder {
        @CommandLine.Mixin private PrivacyOptions privacy;
    }

    @TempDir Path folder;

    @BeforeEach
    void files() throws IOException {
        PrivacyKey.make(folder.resolve("key"));
        Files.writeString(folder.resolve("short"), "abcd\n");
        Files.setPosixFilePermissions(
                folder.resolve("short"), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(folder.resolve("open"), "ab".repeat(32));
        Files.setPosixFilePermissions(
                folder.resolve("open"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(folder.resolve("bad.csv"), "192.0.2.0/24;64496\n");
    }

    private PrivacyOptions parse(String line) {
        Holder holder = new Holder();
        String[] arguments =
                line.isBlank() ? new String[0] : line.replace("@", folder + "/").split(" ");
        new CommandLine(holder).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return holder.privacy;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --client-addresses drop                                | wants --privacy-key
                    --client-addresses pseudonymize                        | wants --privacy-key
                    --server-names drop                                    | wants --privacy-key
                    --user-agents drop                                     | wants --privacy-key
                    --privacy-key @key                                     | everything is told
                    --client-addresses drop --privacy-key @none            | there is no key
                    --client-addresses drop --privacy-key @short           | holds no key
                    --client-addresses drop --privacy-key @open            | others can read
                    --local-networks 10.0.0.0/8,10.1.0.0/16                | is in 10.0.0.0/8
                    --local-networks 10.0.0.1/8                            | is no network
                    --local-networks @none                                 | there is no file
                    --networks @none                                       | there is no file
                    --networks @bad.csv                                    | line 1: want prefix
                    """)
    void whatIsWrongIsSaidInOneLine(String line, String message) {
        Configuration hadoop = new Configuration();
        String refusal =
                assertThrows(
                                UserError.class,
                                () -> {
                                    PrivacySettings.privacy(parse(line), hadoop);
                                    PrivacySettings.networks(parse(line), hadoop);
                                })
                        .getMessage();
        assertTrue(refusal.contains(message), refusal);
        assertFalse(refusal.contains("\n"), refusal);
    }

    @Test
    void rulesAreAsAskedFor() {
        Configuration hadoop = new Configuration();
        assertEquals(PrivacyRules.NONE, PrivacySettings.privacy(parse(""), hadoop).rules());
        Privacy all =
                PrivacySettings.privacy(
                        parse(
                                "--client-addresses DROP --server-names drop --user-agents drop"
                                        + " --privacy-key @key --local-networks 192.0.2.0/24"
                                        + " --local-networks 10.0.0.0/8,::/0"),
                        hadoop);
        assertEquals(
                " --client-addresses drop --server-names drop --user-agents drop"
                        + " --local-networks ::/0,10.0.0.0/8,192.0.2.0/24, without --networks",
                all.rules().options());
    }
}
