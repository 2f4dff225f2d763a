package org.tlscensus.jobs.ingest;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.plan.CaptureInfo;
import org.tlscensus.jobs.plan.IngestPlan;
import org.tlscensus.jobs.plan.PlannedSplit;
import org.tlscensus.jobs.privacy.PrivacyRules;
import org.tlscensus.jobs.store.Mode;
import org.tlscensus.jobs.store.TablesFolder;

/** The tables that an ingest adds to; none when it makes them. */
final class ExistingTables {
    static final String STATE_FILE = TablesFolder.STATE + "/state.json";

    private final TablesFolder folder;
    private final ArchiveState state; // null: none

    private ExistingTables(TablesFolder folder, ArchiveState state) {
        this.folder = folder;
        this.state = state;
    }

    static ExistingTables read(TablesFolder folder, IngestRequest request) throws IOException {
        if (request.mode() != Mode.APPEND || !folder.hasTables()) {
            return new ExistingTables(folder, null);
        }
        Path file = folder.path(folder.snapshot().pathOf(STATE_FILE).orElse(STATE_FILE));
        ArchiveState state = ArchiveState.read(folder.files(), file);
        if (state.version() != ArchiveState.VERSION) {
            throw new UserError(
                    request.tables()
                            + " was made by another version, which kept other state: ingest all"
                            + " with --overwrite");
        }
        if (!state.options().equals(request.options())) {
            throw new UserError(
                    request.tables()
                            + " was made with other options, and rows depend on them: use "
                            + state.options());
        }
        requireSame(
                state.privacy() == null ? PrivacyRules.NONE : state.privacy(),
                request.privacy().rules(),
                request.tables());
        return new ExistingTables(folder, state);
    }

    private static void requireSame(PrivacyRules before, PrivacyRules now, String tables) {
        if (!before.isWithKeyOf(now)) {
            throw new UserError(
                    tables
                            + " was made with another --privacy-key: the same client would have two"
                            + " pseudonyms");
        }
        if (!before.equals(now)) {
            throw new UserError(
                    tables + " was made with other options of privacy: use" + before.options());
        }
    }

    boolean isNone() {
        return state == null;
    }

    List<CaptureInfo> captures() {
        return isNone() ? List.of() : state.captures();
    }

    List<ArchiveState.FileTally> tallies() {
        return isNone() ? List.of() : state.tallies();
    }

    Map<String, ArchiveState.SiteState> sites() {
        Map<String, ArchiveState.SiteState> sites = new TreeMap<>();
        if (!isNone()) {
            state.sites().forEach(site -> sites.put(site.site(), site));
        }
        return sites;
    }

    /** The captures that are not in the tables yet. */
    List<CaptureInfo> without(List<CaptureInfo> found) {
        Map<List<String>, CaptureInfo> known = new HashMap<>();
        for (CaptureInfo capture : captures()) {
            if (capture.damage() == null) { // else it was never read
                known.put(List.of(capture.site(), capture.name()), capture);
            }
        }
        List<CaptureInfo> fresh = new ArrayList<>();
        for (CaptureInfo capture : found) {
            CaptureInfo same = known.get(List.of(capture.site(), capture.name()));
            if (same == null) {
                fresh.add(capture);
            } else if (capture.damage() == null && !same.isSameAs(capture)) {
                throw new UserError(
                        "site "
                                + capture.site()
                                + " has another capture "
                                + capture.name()
                                + " in the tables, of "
                                + same.bytes()
                                + " bytes: rename the new"
                                + " one, or ingest all with --overwrite");
            }
        }
        return fresh;
    }

    /** The splits of sites with new captures whose dialogues may go on in them. */
    Map<String, IngestPlan.RereadSplits> toReadAgain(List<CaptureInfo> fresh) {
        Map<List<String>, CaptureInfo> known = new HashMap<>();
        captures().forEach(c -> known.put(List.of(c.site(), c.name()), c));
        Map<String, IngestPlan.RereadSplits> again = new HashMap<>();
        for (ArchiveState.SiteState site : sites().values()) {
            if (fresh.stream().noneMatch(c -> c.site().equals(site.site()))) {
                continue;
            }
            again.put(site.site(), toReadAgain(site, known));
        }
        return again;
    }

    private static IngestPlan.RereadSplits toReadAgain(
            ArchiveState.SiteState site, Map<List<String>, CaptureInfo> known) {
        Map<List<String>, Integer> indexes = new LinkedHashMap<>();
        List<CaptureInfo> files = new ArrayList<>();
        List<Integer> groups = new ArrayList<>();
        List<PlannedSplit> splits = new ArrayList<>();
        for (ArchiveState.RereadSplit open : site.rereadSplits()) {
            Integer index = indexes.get(open.captures());
            if (index == null) {
                index = files.size();
                indexes.put(open.captures(), index);
                groups.addAll(open.groups());
                for (String name : open.captures()) {
                    files.add(known.get(List.of(site.site(), name)));
                }
            }
            splits.add(open.split().ofCapture(index));
        }
        return new IngestPlan.RereadSplits(site.nextSplit(), files, groups, splits);
    }

    /**
     * Refuses captures that lie before or among those in the tables: rows would be others than
     * those of one ingest of all.
     */
    void checkOrder(CaptureTotals account) {
        for (ArchiveState.SiteState site : sites().values()) {
            List<CaptureInfo> before = ofSite(site.site(), captures());
            List<CaptureInfo> fresh = ofSite(site.site(), account.freshCaptures());
            boolean isLate =
                    fresh.stream()
                            .map(account::firstNanos)
                            .anyMatch(
                                    first ->
                                            first != null
                                                    && first
                                                            < site.lastNanos()
                                                                    - JoinedFlow.OVERLAP_NANOS);
            if (isLate || !IngestPlan.follow(before, fresh)) {
                throw new UserError(
                        String.format(
                                "captures of site %s lie before the end of those in the tables, %s:"
                                        + " append in time order, or ingest the site's captures"
                                        + " together with --overwrite",
                                site.site(), time(site.lastNanos())));
            }
        }
    }

    private static List<CaptureInfo> ofSite(String site, List<CaptureInfo> captures) {
        return captures.stream()
                .filter(capture -> capture.site().equals(site) && capture.damage() == null)
                .toList();
    }

    private static Instant time(long nanos) {
        return Instant.EPOCH.plus(nanos / 1000, ChronoUnit.MICROS);
    }

    /** The file of this state; empty when there is none. */
    Optional<String> stateFile() {
        return isNone() ? Optional.empty() : folder.snapshot().pathOf(STATE_FILE);
    }

    /** The file of the state of the tables of OCSP; null when there is none. */
    String ocspState() {
        return isNone() ? null : state.ocspState();
    }

    /** Files of the table of connections. */
    List<FileMade> connections() {
        return isNone() ? List.of() : state.connections();
    }

    /** Files of connections that may go on. */
    List<KeptFile> kept() {
        return isNone() ? List.of() : state.kept();
    }

    /** The files of certificates. */
    List<CertificateBucket> certificates() {
        return isNone() ? List.of() : state.certificates();
    }

    /** Files of the table of captures. */
    List<String> captureFiles() {
        return isNone() ? List.of() : state.captureFiles();
    }

    /** Files of {@link SplitIndex}. */
    List<String> splitIndexes() {
        return isNone() || state.splitIndexes() == null ? List.of() : state.splitIndexes();
    }

    /** A path in the tables. */
    Path path(String name) {
        return folder.path(name);
    }
}
