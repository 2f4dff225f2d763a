package org.tlscensus.jobs.ocsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.row.LookupPart;
import org.tlscensus.core.row.NameAnswer;

/** Which network a host is told to be of, by answers of several times and sites. */
class HostNetworksTest {
    @TempDir Path folder;

    /** Answers as second, alias and address; last what was said of the host before, if anything. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        no answer                     |                       |      | null
        its alias                     | 1:a.one:192.0.2.1     |      | one
        the authority's own           | 1:a.own:192.0.2.1     |      | own*
        of a later one                | 1:a.one:192.0.2.1 2:a.two:192.0.2.1 | | two
        the address before the time   | 1:a.one:192.0.2.1 2:a.two:192.0.2.9 | | one
        any address                   | 1:a.one:192.0.2.8 2:a.two:192.0.2.9 | | two
        at once, the last name        | 1:b.one:192.0.2.1 1:a.two:192.0.2.1 | | one
        of no network                 | 1:a.other:192.0.2.1   |      | null
        as before                     | 1:a.one:192.0.2.1     | one  | one
        another than before           | 2:a.two:192.0.2.1     | one  | two moved
        """)
    void networkIsTold(String name, String answers, String before, String expected)
            throws IOException {
        List<Record> records = new ArrayList<>();
        for (String word : answers == null ? new String[0] : answers.strip().split(" ", -1)) {
            String[] parts = word.split(":", -1);
            NameAnswer answer = new NameAnswer(List.of(parts[1]), parts[2]);
            long nanos = Long.parseLong(parts[0]) * 1_000_000_000L;
            records.add(
                    new SitedLookup(
                            "site" + records.size(),
                            false,
                            new LookupPart(
                                    true,
                                    LookupPart.UDP,
                                    "c",
                                    "e",
                                    "host",
                                    1,
                                    nanos,
                                    0,
                                    true,
                                    List.of(answer))));
        }
        records.add(new NetworkAsk("x", 0, "host", "192.0.2.1"));
        if (before != null) {
            records.add(new HostNetwork("host", "192.0.2.1", before.strip(), null));
        }
        List<String> told = new ArrayList<>();
        List<String> moved = new ArrayList<>();
        new HostNetworks(rules(), SettledTimes.of(Map.of()))
                .run(
                        new Part(records),
                        record -> {
                            if (record instanceof HostNetwork network) {
                                told.add(
                                        network.selfHostedCdn() != null
                                                ? network.selfHostedCdn() + "*"
                                                : network.cdn());
                            } else if (record instanceof HostMove) {
                                moved.add("moved");
                            }
                        });
        told.addAll(moved);
        assertEquals(expected.strip(), String.join(" ", told));
    }

    private CdnRules rules() throws IOException {
        Path names = folder.resolve("names");
        Files.writeString(
                names,
                """
                one | one | third_party | a | b
                two | two | third_party | a | b
                own | own | self_hosted | a | b
                """);
        Path ranges = folder.resolve("ranges");
        Files.writeString(ranges, "");
        return CdnRules.read(names, ranges, null);
    }
}
