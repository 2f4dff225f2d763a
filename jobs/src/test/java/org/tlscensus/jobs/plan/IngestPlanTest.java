package org.tlscensus.jobs.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

    /** Number, first file, files if several, and the range if it is one. */
    private static String splits(IngestPlan plan) {
        return plan.splits().stream().map(IngestPlanTest::text).collect(Collectors.joining(" "));
    }

    private static String text(PlannedSplit split) {
        String files = split.files() == 1 ? "" : "+" + (split.files() - 1);
        String end = split.end() == Long.MAX_VALUE ? "" : String.valueOf(split.end() >> 10);
        boolean isRange = split.start() > 0 || split.end() != Long.MAX_VALUE;
        String range = isRange ? "@" + (split.start() >> 10) + "-" + end : "";
        return split.number() + ":" + split.capture() + files + range;
    }

    /** Files as kilobytes and times, those that cannot be split with a z. */
    private static List<CaptureInfo> captures(String files) {
        List<CaptureInfo> captures = new ArrayList<>();
        for (String file : files.trim().split(", *", -1)) {
            String[] words = file.split("[ -]", -1);
            captures.add(
                    capture(
                            "file-" + captures.size(),
                            Long.parseLong(words[0].replace("z", "")) << 10,
                            !words[0].endsWith("z"),
                            Long.valueOf(words[1]),
                            Long.valueOf(words[2])));
        }
        return captures;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    small files share a split      | 10 0-9, 10 9-19, 10 19-29                | 200 | 0:0+2
                    as many as fit                 | 80 0-9, 80 9-19, 80 19-29, 80 29-39      | 250 | 0:0+1 1:2+1
                    opening counts too             | 1 0-9, 1 9-19, 1 19-29, 1 29-39          | 100 | 0:0+2 1:3
                    a large one has its own        | 10 0-9, 250 9-19, 10 19-29               | 100 | 0:0 1:1@0-100 2:1@100-200 3:1@200- 4:2
                    a compressed one is not cut    | 10 0-9, 250z 9-19, 10 19-29              | 100 | 0:0 1:1 2:2
                    order is by time               | 10 20-29, 10 0-9, 250z 10-19             | 100 | 0:0 1:1 2:2
                    files that overlap stay one    | 90 0-100, 90 1-101, 10 102-110           | 100 | 0:0+1 1:2
                    and share a split              | 10 0-100, 10 1-101, 10 102-110           | 200 | 0:0+2
                    exactly full                   | 68 0-9, 68 9-19, 68 19-29                | 200 | 0:0+1 1:2
                    """)
    void filesAreCutAndPackedIntoSplits(
            String name, String files, long splitKilobytes, String expected) {
        List<CaptureInfo> captures = captures(files);
        IngestPlan plan = IngestPlan.of(captures, Map.of(), splitKilobytes << 10);
        assertEquals(expected, splits(plan));
        assertEquals(captures.stream().mapToLong(CaptureInfo::bytes).sum(), plan.bytes());
    }

    @Test
    void aSplitKnowsItsFilesAndHowTheyBelongTogether() {
        IngestPlan plan =
                IngestPlan.of(
                        captures("10 0-9, 10 10-100, 10 11-101, 10 102-110"), Map.of(), 1 << 20);
        PlannedSplit split = plan.splits().get(0);
        SiteCaptures site = plan.readable().get("s");
        assertEquals(List.of("file-0", "file-1", "file-2", "file-3"), site.names(split));
        assertEquals(List.of(1, 2, 1), site.groups(split));
    }

    /** So many tiny files of one time that no one could hold them open. */
    @Test
    void groupsOfManyFilesAreBoundedByTheirBytes() {
        List<CaptureInfo> tiny = new ArrayList<>();
        List<CaptureInfo> large = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            tiny.add(capture("tiny-" + i, 2000, true, (long) i, 100_000L + i));
            large.add(capture("large-" + i, 2_000_000, true, (long) i, 100_000L + i));
        }
        assertEquals(List.of(1000), OverlapGroups.sizes(tiny));
        assertEquals(64, OverlapGroups.sizes(large).get(0));
    }

    /** Tens of thousands of one time: stretches of what is held at once, found in one pass. */
    @Test
    @Timeout(20)
    void filesOfOneTimeAreCutIntoStretches() {
        List<CaptureInfo> tiny = new ArrayList<>();
        for (int i = 0; i < 500_000; i++) {
            tiny.add(capture("tiny-" + i, 200, true, 1000L, 2000L));
        }
        List<Integer> sizes = OverlapGroups.sizes(tiny);
        assertEquals(500_000, sizes.stream().mapToInt(size -> size).sum());
        assertTrue(sizes.get(0) > 4000 && sizes.get(0) < 6000, sizes.get(0).toString());
    }

    @Test
    void laterFilesGoOnWithNumbersBehindWhatIsReadAgain() {
        CaptureInfo old = capture("old", 300, true, 1000L, 2000L);
        PlannedSplit again = new PlannedSplit("s", 6, 0, 1, 200 << 10, Long.MAX_VALUE, null, 100);
        IngestPlan plan =
                IngestPlan.of(
                        List.of(capture("new", 150 << 10, true, 2000L, 3000L)),
                        Map.of(
                                "s",
                                new IngestPlan.RereadSplits(
                                        7, List.of(old), List.of(1), List.of(again))),
                        100 << 10);
        assertEquals("6:0@200- 7:1@0-100 8:1@100-", splits(plan));
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
    void smallSplitsShareTasksAndLargeOnesDoNot() {
        List<PlannedSplit> splits = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            splits.add(new PlannedSplit("s" + i, 0, 0, 1, 0, Long.MAX_VALUE, null, 1000));
        }
        splits.add(new PlannedSplit("t", 0, 0, 1, 0, Long.MAX_VALUE, null, 64L << 20));
        List<List<PlannedSplit>> groups = TaskPacking.of(splits, 64L << 20, 2);
        assertEquals(101, groups.stream().mapToInt(List::size).sum(), "each split is in one group");
        assertEquals(List.of(100, 1), groups.stream().map(List::size).toList());
    }
}
