package org.tlscensus.jobs.plan;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be read: the sites' captures in time order, and the splits they are cut into.
 *
 * @param captures the new files, those that cannot be opened among them
 * @param readable by site, the files that splits index
 * @param splits in order of site and number
 */
public record IngestPlan(
        List<CaptureInfo> captures, Map<String, SiteCaptures> readable, List<PlannedSplit> splits)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * What an earlier ingest left of a site to be read again, before new captures.
     *
     * @param nextSplit number of the first new split
     * @param files the files that the splits lie in, in order
     * @param groups how many of these files belong together, one number an overlap group
     * @param splits the splits
     */
    public record RereadSplits(
            long nextSplit,
            List<CaptureInfo> files,
            List<Integer> groups,
            List<PlannedSplit> splits) {
        static final RereadSplits NONE = new RereadSplits(0, List.of(), List.of(), List.of());
    }

    /**
     * Cuts captures into splits.
     *
     * @param captures of all sites, in any order
     * @param earlier by site
     * @param splitBytes size of a split
     */
    public static IngestPlan of(
            List<CaptureInfo> captures, Map<String, RereadSplits> earlier, long splitBytes) {
        Map<String, SiteCaptures> readable = new TreeMap<>();
        List<PlannedSplit> splits = new ArrayList<>();
        readableBySite(captures)
                .forEach(
                        (site, fresh) -> {
                            RereadSplits before = earlier.getOrDefault(site, RereadSplits.NONE);
                            List<CaptureInfo> files = new ArrayList<>(before.files());
                            files.addAll(fresh);
                            List<Integer> groups = new ArrayList<>(before.groups());
                            List<Integer> freshGroups = OverlapGroups.sizes(fresh);
                            groups.addAll(freshGroups);
                            readable.put(site, new SiteCaptures(files, groups));
                            splits.addAll(before.splits());
                            SplitCutter.cut(
                                    new SplitCutter(site, before.nextSplit(), splitBytes, splits),
                                    fresh,
                                    freshGroups,
                                    before.files().size());
                        });
        return new IngestPlan(captures, readable, splits);
    }

    private static Map<String, List<CaptureInfo>> readableBySite(List<CaptureInfo> captures) {
        Map<String, List<CaptureInfo>> bySite = new TreeMap<>();
        captures.stream()
                .filter(capture -> capture.damage() == null)
                .sorted(CaptureInfo.TIME_ORDER)
                .forEach(
                        capture ->
                                bySite.computeIfAbsent(capture.site(), s -> new ArrayList<>())
                                        .add(capture));
        return bySite;
    }

    /** Whether captures of a site overlap in time otherwise than planned, by what is known now. */
    public boolean isOverlapPlanned(String site, List<CaptureInfo> captures) {
        List<CaptureInfo> now = readableBySite(captures).getOrDefault(site, List.of());
        List<CaptureInfo> then = readableBySite(this.captures).getOrDefault(site, List.of());
        return OverlapGroups.sizes(now).equals(OverlapGroups.sizes(then));
    }

    /** Whether new captures of a site come after earlier ones and are not merged with them. */
    public static boolean follow(List<CaptureInfo> earlier, List<CaptureInfo> fresh) {
        List<CaptureInfo> all = new ArrayList<>();
        earlier.stream().sorted(CaptureInfo.TIME_ORDER).forEach(all::add);
        fresh.stream()
                .filter(capture -> capture.firstTimeNanos() != null)
                .sorted(CaptureInfo.TIME_ORDER)
                .forEach(all::add);
        List<CaptureInfo> inOrder = all.stream().sorted(CaptureInfo.TIME_ORDER).toList();
        int groupEnd = 0;
        boolean isCutBetween = false;
        for (int size : OverlapGroups.sizes(inOrder)) {
            groupEnd += size;
            isCutBetween |= groupEnd == earlier.size();
        }
        return inOrder.equals(all) && (isCutBetween || all.size() == earlier.size());
    }

    /** Stored bytes of all splits. */
    public long bytes() {
        return splits.stream().mapToLong(PlannedSplit::bytes).sum();
    }
}
