package org.tlscensus.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleasePagesTest {
    @Test
    void everyCommandHasAPageAndIsCompleted(@TempDir Path folder) throws IOException {
        ReleasePages.main(new String[] {folder.toString()});
        String bash = Files.readString(folder.resolve("completions/census.bash"));
        String fish = Files.readString(folder.resolve("completions/census.fish"));
        for (String name : CensusCommand.line().getSubcommands().keySet()) {
            if (!name.equals("help")) {
                Path page = folder.resolve("man/man1/census-" + name + ".1");
                assertTrue(Files.readString(page).contains(".SH OPTIONS"), name);
                assertTrue(
                        bash.contains("function _picocli_census_" + name.replace("-", "")), name);
                assertTrue(fish.contains("-a " + name + " "), name);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "plain|plain",
                "--out|\\-\\-out",
                ".conf|\\&.conf",
                "'a' b|\\&'a' b",
                "a\\b|a\\eb"
            })
    void textIsNoMacroAndNoEscape(String plain, String expected) {
        assertEquals(expected, ManualPage.escaped(plain));
    }
}
