package org.tlscensus.jobs.ocsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Handshakes and exchanges whose pairs are known. */
class HandshakeTiesTest {

    /**
     * Events of one client: {@code a} an arrival, {@code x} an exchange, {@code s} a settled one
     * with its handshake after the sign; with a second, and what is expected of exchanges.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        first in, first matched       | a0 a1 x2 x3           | 2=a0 3=a1
        asked again                   | a0 x1 x2              | 1=a0
        within six minutes            | a0 x360               | 360=a0
        later                         | a0 x361               |
        before it came                | x0 a1                 |
        at once                       | a5 x5                 | 5=a5
        the first is too old          | a0 a300 x400          | 400=a300
        a settled one takes its own   | a0 a1 s2=a0 x3        | 2=a0 3=a1
        and what came before that     | a0 a1 s2=a1 x3        | 2=a1
        nobody waited                 | a0 a1 s2= x3          |
        it took one long gone         | a10 s11=a5 x12        | 11=a5 12=a10
        """)
    void pairsAreFound(String name, String events, String expected) {
        List<HandshakeEvent> all = new ArrayList<>();
        for (String word : events.strip().split(" ", -1)) {
            String[] parts = word.substring(1).split("=", -1);
            long second = Long.parseLong(parts[0]);
            if (word.startsWith("a")) {
                all.add(event(HandshakeEvent.ARRIVAL, "c", second, word, false, null));
            } else {
                boolean isSettled = word.startsWith("s");
                String tie = isSettled && !parts[1].isEmpty() ? parts[1] : null;
                all.add(event(HandshakeEvent.EXCHANGE, "c", second, parts[0], isSettled, tie));
            }
        }
        Collections.shuffle(all, new Random(1));
        List<String> told = new ArrayList<>();
        ties(all).forEach((exchange, tie) -> told.add(exchange + "=" + tie));
        assertEquals(expected == null ? "" : expected.strip(), String.join(" ", told));
    }

    private static HandshakeEvent event(
            int kind, String client, long second, String id, boolean isSettled, String tie) {
        return new HandshakeEvent(
                "s",
                client,
                "u",
                "sha1",
                "aa",
                "01",
                second * 1_000_000,
                kind,
                id,
                0,
                isSettled,
                tie);
    }

    private static Map<String, String> ties(List<HandshakeEvent> events) {
        Map<String, String> told = new TreeMap<>(java.util.Comparator.comparing(Long::valueOf));
        new HandshakeTies()
                .run(
                        new Part(events),
                        record -> {
                            Label label = (Label) record;
                            told.put(label.exchangeId(), label.labels().tlsConnectionId());
                        });
        return told;
    }

    @Test
    void keysAreApart() {
        List<HandshakeEvent> all = new ArrayList<>();
        for (int field = 0; field < 6; field++) {
            int other = field;
            int[] place = {0};
            all.add(
                    ChangedRecord.of(
                            event(HandshakeEvent.ARRIVAL, "c", 0, "a" + field, false, null),
                            (name, value) -> place[0]++ == other ? value + "'" : value));
        }
        all.add(event(HandshakeEvent.EXCHANGE, "c", 1, "1", false, null));
        assertEquals(Map.of(), ties(all));
    }

    @Test
    void onlySoManyWait() {
        List<HandshakeEvent> all = new ArrayList<>();
        for (int i = 0; i < 10_003; i++) {
            long micros = i;
            all.add(
                    ChangedRecord.of(
                            event(HandshakeEvent.ARRIVAL, "c", 0, "a" + i, false, null),
                            (name, value) -> name.equals("timeMicros") ? micros : value));
        }
        all.add(event(HandshakeEvent.EXCHANGE, "c", 1, "1", false, null));
        assertEquals(Map.of("1", "a3"), ties(all));
    }
}
