package org.tlscensus.jobs.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestPlanTest {
    private static CaptureInfo capture(
            String name, long bytes, boolean splittable, Long first, Long last) {
        return new CaptureInfo(
                "s",
                name,
                "/" + name,
                bytes,
                "pcap-le",
                null,
                List.of(1),
                null,
                first,
                last,
                splittable,
                null,
                name);
    }

    private static String units(IngestPlan plan) {
        return plan.units().stream()
                .map(
                        u ->
                                u.number()
                                        + ":"
                                        + u.capture()
                                        + "@"
                                        + u.start()
                                        + "-"
                                        + (u.end() == Long.MAX_VALUE ? "" : u.end()))
                .collect(Collectors.joining(" "));
    }

    @Test
    void filesAreInTimeOrderAndCutIntoSplits() {
        List<CaptureInfo> captures =
                List.of(
                        capture("a", 250, true, 2000L, 3000L),
                        capture("b", 100, true, 1000L, 2000L),
                        capture("c", 900, false, 3000L, null));
        IngestPlan plan = IngestPlan.of(captures, Map.of(), 100);
        assertEquals("0:0@0- 1:1@0-100 2:1@100-200 3:1@200- 4:2@0-", units(plan));
        assertEquals(List.of("b"), plan.readable().get("s").names(0));
        assertEquals(1250, plan.bytes());
    }

    @Test
    void filesThatOverlapAreOneSplit() {
        List<CaptureInfo> captures =
                List.of(
                        capture("in", 250, true, 1000L, 2000L),
                        capture("out", 250, true, 1001L, 2001L),
                        capture("next", 50, true, 2002L, 3000L));
        IngestPlan plan = IngestPlan.of(captures, Map.of(), 100);
        assertEquals("0:0@0- 1:2@0-", units(plan));
        assertEquals(List.of("in", "out"), plan.readable().get("s").names(0));
    }

    @Test
    void laterFilesGoOnWithNumbersBehindWhatIsReadAgain() {
        CaptureInfo old = capture("old", 300, true, 1000L, 2000L);
        PlannedUnit again = new PlannedUnit("s", 6, 0, 200, Long.MAX_VALUE, null, 100);
        IngestPlan plan =
                IngestPlan.of(
                        List.of(capture("new", 150, true, 2000L, 3000L)),
                        Map.of(
                                "s",
                                new IngestPlan.Earlier(
                                        7, List.of(old), List.of(1), List.of(again))),
                        100);
        assertEquals("6:0@200- 7:1@0-100 8:1@100-", units(plan));
    }

    @ParameterizedTest
    @CsvSource({
        "2000,3000,true",
        "1990,3000,true", // a packet or two are late
        "1500,3000,false", // would be merged
        "500,900,false", // before
        "900,5000,false"
    })
    void capturesToAppendHaveToFollow(long first, long last, boolean expected) {
        List<CaptureInfo> earlier = List.of(capture("old", 300, true, 1000L, 2000L));
        List<CaptureInfo> fresh = List.of(capture("new", 300, true, first, last));
        assertEquals(expected, IngestPlan.follow(earlier, fresh));
    }

    @Test
    void smallFilesShareTasksAndLargeOnesDoNot() {
        List<PlannedUnit> units = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            units.add(new PlannedUnit("s", i, i, 0, Long.MAX_VALUE, null, 1000));
        }
        units.add(new PlannedUnit("s", 100, 100, 0, Long.MAX_VALUE, null, 64L << 20));
        List<List<PlannedUnit>> groups = UnitGroups.of(units, 64L << 20, 2);
        assertEquals(101, groups.stream().mapToInt(List::size).sum(), "each split is in one group");
        assertEquals(1, groups.get(groups.size() - 1).size());
        assertEquals(3, groups.size());
    }
}
