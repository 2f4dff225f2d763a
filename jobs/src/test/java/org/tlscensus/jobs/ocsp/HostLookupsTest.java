package org.tlscensus.jobs.ocsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long lookups before exchanges took. */
class HostLookupsTest {

    /**
     * Events of one client and name: {@code q} a query, {@code a} its answer, {@code c} a
     * connection.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        answered                  | q0:1 a2:1 c3           | 3=2.0
        twice                     | q0:1 a1:1 q5:2 a8:2 c9 | 9=3.0
        two connections           | q0:1 a2:1 c3 c4        | 3=2.0 4=2.0
        no answer yet             | q0:1 c1 a2:1           |
        answer to another query   | q0:1 a2:2 c3           |
        answer a minute ago       | q0:1 a1:1 c61          | 61=1.0
        answer longer ago         | q0:1 a1:1 c62          |
        sent again while it waits | q0:1 q2:1 a3:1 c4      | 4=3.0
        sent again much later     | q0:1 q61:1 a62:1 c63   | 63=1.0
        without a query           | a1:1 c2                |
        at once                   | q3:1 a3:1 c3           | 3=0.0
        """)
    void latenciesAreFound(String name, String events, String expected) {
        List<LookupEvent> all = new ArrayList<>();
        for (String word : events.strip().split(" ", -1)) {
            String[] parts = word.substring(1).split(":", -1);
            int kind = "qac".indexOf(word.charAt(0));
            String id = kind == LookupEvent.CONNECTION ? parts[0] : parts[1];
            long nanos = Long.parseLong(parts[0]) * 1_000_000_000L;
            all.add(new LookupEvent("s", "client", "host", nanos, kind, id));
            all.add(new LookupEvent("s", "other", "host", nanos, LookupEvent.QUERY, id));
        }
        Collections.shuffle(all, new Random(1));
        List<String> told = new ArrayList<>();
        new HostLookups()
                .run(
                        new Part(all),
                        record -> {
                            Label label = (Label) record;
                            assertEquals(Label.ALL_ROWS, label.ordinal());
                            told.add(label.exchangeId() + "=" + label.labels().dnsLatency());
                        });
        assertEquals(expected == null ? "" : expected.strip(), String.join(" ", told));
    }
}
