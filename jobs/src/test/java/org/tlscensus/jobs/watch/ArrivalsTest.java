package org.tlscensus.jobs.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.plan.CaptureFile;

class ArrivalsTest {
    private static final long SETTLE = 30;

    /**
     * Looks, each after its time: files as name, bytes, time of the last change, and times of the
     * first and the last packet, - for none.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    old when first seen          | 100: a 9 70 1 2                  | a
                    written to just now          | 100: a 9 71 1 2                  | ''
                    left alone since             | 100: a 9 71 1 2; 130: a 9 71 1 2 | a
                    has grown                    | 100: a 9 71 1 2; 130: a 8 71 1 2 | ''
                    holds back later ones        | 100: a 9 71 1 2, b 9 1 3 4       | ''
                    not those before it          | 100: a 9 71 5 6, b 9 1 3 4       | b
                    nor those without packets    | 100: a 9 71 1 2, b 9 1 - -       | b
                    overlapping ones are later   | 100: a 9 71 2 3, b 9 1 1 3       | ''
                    an empty one holds none back | 100: a 0 71 - -, b 9 1 3 4       | b
                    end that is not known        | 100: a 9 1 1 -                   | a
                    """)
    void takesWhatIsComplete(String name, String looks, String expected) {
        Arrivals arrivals = new Arrivals(SETTLE);
        List<Arrival> taken = List.of();
        for (String look : looks.split("; ", -1)) {
            String[] parts = look.split(": ", 2);
            List<Arrival> found = new ArrayList<>();
            for (String file : parts[1].split(", ", -1)) {
                found.add(arrival(file.strip().split(" ", -1)));
            }
            taken = arrivals.complete(found, Long.parseLong(parts[0]));
        }
        String names = String.join(" ", taken.stream().map(a -> a.file().name()).toList());
        assertEquals(expected, names);
    }

    private static Arrival arrival(String[] words) {
        long bytes = Long.parseLong(words[1]);
        return new Arrival(
                new CaptureFile("s", words[0], words[0], bytes, null),
                Long.parseLong(words[2]),
                nanos(words[3]),
                nanos(words[4]));
    }

    private static Long nanos(String word) {
        return word.equals("-") ? null : Long.valueOf(word);
    }
}
