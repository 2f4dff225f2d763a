package org.tlscensus.jobs.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.CaptureRow;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.plan.CaptureInfo;
import org.tlscensus.jobs.plan.IngestPlan;
import org.tlscensus.jobs.plan.Manifest;
import org.tlscensus.jobs.plan.PlannedSplit;
import org.tlscensus.jobs.plan.SiteCaptures;

/** What the splits told of the captures, summed up: for good, and until the next ingest. */
final class CaptureTotals {
    private static final long NO_UNIT = Long.MAX_VALUE;

    private record FileId(String site, String capture) {}

    private final IngestPlan plan;
    private final ExistingTables earlier;
    private final Map<String, Manifest.Vantage> vantages = new HashMap<>();
    private final Map<SplitId, CapturePart> told;
    private final Map<String, Long> firstRereadSplits = new HashMap<>();
    private final Map<String, Long> lastNanos = new HashMap<>();
    private final Map<FileId, CaptureTally> done = new HashMap<>();
    private final Map<FileId, CaptureTally> open = new HashMap<>();

    CaptureTotals(
            Manifest manifest,
            IngestPlan plan,
            List<StagedCapture> captures,
            ExistingTables earlier) {
        manifest.sites().forEach(site -> vantages.put(site.name(), site.vantage()));
        this.plan = plan;
        this.earlier = earlier;
        told = BoundaryProof.bySplit(plan, captures);
        earlier.sites().forEach((site, state) -> lastNanos.put(site, state.lastNanos()));
        for (ArchiveState.FileTally tally : earlier.tallies()) {
            done.put(new FileId(tally.site(), tally.capture()), tally.tally());
        }
        for (StagedCapture capture : captures) {
            CapturePart part = capture.capture();
            if (part.lastNanos() != null) {
                lastNanos.merge(capture.site(), part.lastNanos(), Math::max);
            }
            if (part.isCutShort()) {
                firstRereadSplits.merge(capture.site(), capture.split(), Math::min);
            }
        }
        for (StagedCapture capture : captures) {
            boolean isOpen = capture.split() >= firstRereadSplit(capture.site());
            add(
                    isOpen ? open : done,
                    new FileId(capture.site(), capture.capture().capture()),
                    CaptureTally.of(capture.capture()));
        }
    }

    private static void add(Map<FileId, CaptureTally> to, FileId file, CaptureTally tally) {
        to.merge(file, tally, CaptureTally::plus);
    }

    private long firstRereadSplit(String site) {
        return firstRereadSplits.getOrDefault(site, NO_UNIT);
    }

    /** Where the packets of the sites that were read end. */
    Map<String, SiteFrontier> ends() {
        Map<String, SiteFrontier> ends = new TreeMap<>();
        for (String site : plan.readable().keySet()) {
            ends.put(
                    site,
                    new SiteFrontier(lastNanos.getOrDefault(site, 0L), firstRereadSplit(site)));
        }
        return ends;
    }

    /** Time of the earliest packet of a capture; null when it has none. */
    Long firstNanos(CaptureInfo capture) {
        return tally(capture).firstNanos();
    }

    private CaptureTally tally(CaptureInfo capture) {
        FileId file = new FileId(capture.site(), capture.name());
        return done.getOrDefault(file, CaptureTally.NONE)
                .plus(open.getOrDefault(file, CaptureTally.NONE));
    }

    /** Connections that began in a capture. */
    void flows(String site, boolean isProvisional, FlowCount count) {
        add(
                isProvisional ? open : done,
                new FileId(site, count.capture()),
                CaptureTally.ofFlows(count.flows()));
    }

    /** Fails when one of the new captures is damaged. */
    void refuseDamage() {
        for (CaptureRow row : rows(plan.captures())) {
            if (row.damage() != null) {
                throw new UserError(
                        String.format(
                                "capture %s of site %s, byte %d: %s",
                                row.name(), row.site(), row.damageOffset(), row.damage()));
            }
        }
    }

    /** The rows of captures, of sites that were read. */
    List<CaptureRow> rows(List<CaptureInfo> captures) {
        return captures.stream()
                .map(capture -> tally(capture).row(capture, vantages.get(capture.site())))
                .toList();
    }

    /** All captures that the sites that were read have now, and the new ones of other sites. */
    List<CaptureInfo> captures() {
        Set<FileId> fresh = new HashSet<>();
        plan.captures().forEach(c -> fresh.add(new FileId(c.site(), c.name())));
        List<CaptureInfo> captures = new ArrayList<>();
        for (CaptureInfo capture : earlier.captures()) {
            if (!fresh.contains(new FileId(capture.site(), capture.name()))) {
                captures.add(capture);
            }
        }
        captures.addAll(plan.captures());
        captures.replaceAll(this::withEnd);
        return captures;
    }

    /** The new captures, with the times of their last packets. */
    List<CaptureInfo> freshCaptures() {
        return plan.captures().stream().map(this::withEnd).toList();
    }

    private CaptureInfo withEnd(CaptureInfo capture) {
        Long last = tally(capture).lastNanos();
        return last == null ? capture : capture.endingAt(last);
    }

    /** Where each site stands, for a later ingest. */
    List<ArchiveState.SiteState> siteStates() {
        Map<String, List<PlannedSplit>> splits = new HashMap<>();
        for (PlannedSplit split : plan.splits()) {
            splits.computeIfAbsent(split.site(), site -> new ArrayList<>()).add(split);
        }
        Map<String, ArchiveState.SiteState> sites = new TreeMap<>(earlier.sites());
        for (String site : plan.readable().keySet()) {
            sites.put(site, siteState(site, splits.getOrDefault(site, List.of())));
        }
        return List.copyOf(sites.values());
    }

    /** What splits that are done for good counted, for a later ingest. */
    List<ArchiveState.FileTally> tallies() {
        List<ArchiveState.FileTally> tallies = new ArrayList<>();
        done.forEach(
                (file, tally) ->
                        tallies.add(
                                new ArchiveState.FileTally(file.site(), file.capture(), tally)));
        return tallies;
    }

    private ArchiveState.SiteState siteState(String site, List<PlannedSplit> splits) {
        long next = 0;
        List<ArchiveState.RereadSplit> rereadSplits = new ArrayList<>();
        for (PlannedSplit split : splits) {
            next = split.number() + 1;
            if (split.number() >= firstRereadSplit(site)) {
                rereadSplits.add(rereadSplit(split));
            }
        }
        return new ArchiveState.SiteState(
                site, next, lastNanos.getOrDefault(site, 0L), rereadSplits);
    }

    private ArchiveState.RereadSplit rereadSplit(PlannedSplit split) {
        CapturePart part = told.get(SplitId.of(split));
        SiteCaptures files = plan.readable().get(split.site());
        boolean fromMiddle = split.start() > 0 && part.beganAt() != null;
        return new ArchiveState.RereadSplit(
                List.copyOf(files.names(split)),
                files.groups(split),
                fromMiddle ? split.beginningAt(part.beganAt(), part.beganContext()) : split);
    }
}
