package org.tlscensus.core.starttls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each word is what a script expects, and scripts come out as they expect: DialoguesTest. */
class StartTlsAnomaliesTest {
    private static final Pattern ANOMALIES = Pattern.compile(" anomalies=(\\S+)");

    @Test
    void everyWordIsExpectedOfAScript() {
        Set<String> words = new TreeSet<>();
        Stream.of(StartTlsAnomaly.values()).map(StartTlsAnomaly::word).forEach(words::add);
        Set<String> expected = new TreeSet<>();
        Script.all().forEach(script -> addAnomalies(script.expected(), expected));
        assertEquals(words, expected);
    }

    private static void addAnomalies(String outcome, Set<String> to) {
        Matcher found = ANOMALIES.matcher(outcome);
        if (found.find()) {
            Collections.addAll(to, found.group(1).split(",", -1));
        }
    }
}
