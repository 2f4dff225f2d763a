package org.tlscensus.jobs.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.failure.UserError;

class CapturePathsTest {
    @TempDir Path folder;

    @BeforeEach
    void makeFiles() throws IOException {
        for (String file :
                List.of(
                        "a/1.pcap",
                        "a/b/2.pcap",
                        "a/.hidden.pcap",
                        "a/_part.pcap",
                        "c/1.pcap",
                        "d/at 12:30:00.pcap",
                        "d/odd[1].pcap")) {
            Path path = folder.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, new byte[] {1, 2, 3});
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        a file                     | a/1.pcap            | 1.pcap
        all below a folder         | a                   | 1.pcap b/2.pcap
        a glob of files            | a/*.pcap            | 1.pcap
        a glob of folders          | */1.pcap            | a/1.pcap c/1.pcap
        a glob that means a folder | a/b*                | b/2.pcap
        each file once             | a/1.pcap,a          | 1.pcap b/2.pcap
        a colon in a name          | d/at 12:30:00.pcap  | at 12:30:00.pcap
        a glob character in a name | d/odd[1].pcap       | odd[1].pcap
        no such file, but another  | a/1.pcap,a/9.pcap   | 1.pcap 9.pcap(missing)
        nothing matches            | a/*.gz              | no capture matches %/a/*.gz
        no file at all             | a/9.pcap            | site s has no capture: there is no %/a/9.pcap
        """)
    void finds(String name, String patterns, String expected) {
        List<String> whole = Stream.of(patterns.split(",", -1)).map(p -> folder + "/" + p).toList();
        assertEquals(expected, outcome(whole), name);
    }

    @ParameterizedTest
    @CsvSource({"a/1.pcap,c/1.pcap"})
    void filesOfOneNameAreCalledByTheirPaths(String one, String other) {
        String first = folder.resolve(one).toUri().toString().replace("file:///", "file:/");
        String second = folder.resolve(other).toUri().toString().replace("file:///", "file:/");
        assertEquals(
                first + " " + second, outcome(List.of(folder + "/" + one, folder + "/" + other)));
    }

    private String outcome(List<String> patterns) {
        try {
            Dataset.Site site = new Dataset.Site("s", Dataset.Vantage.PASSIVE, patterns);
            return CapturePaths.find(site, new Configuration()).stream()
                    .map(file -> file.name() + (file.isThere() ? "" : "(missing)"))
                    .collect(Collectors.joining(" "));
        } catch (UserError e) {
            return e.getMessage().replace(folder.toString(), "%");
        }
    }
}
