package org.tlscensus.jobs.ingest;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.tlscensus.core.packet.FlowScope;
import org.tlscensus.core.packet.TunnelPort;
import org.tlscensus.core.row.CaptureBlock;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.plan.CaptureFile;
import org.tlscensus.jobs.plan.CaptureInfo;
import org.tlscensus.jobs.store.ArchiveFiles;

/** Where the captures of an archive's tables lie, as its ingests have kept it. */
public final class ArchiveCaptures {
    /**
     * What became of a capture.
     *
     * @param what for people
     * @param isReadable whether there is something to read in its place
     */
    public record Change(String what, boolean isReadable) {}

    private final Map<List<String>, CaptureInfo> bySiteAndName = new HashMap<>();
    private final Map<String, Long> lastNanosBySite = new HashMap<>();
    private final List<TunnelPort> tunnelPorts;
    private final FlowScope flowScope;
    private final List<Path> splitIndexes;

    /** An archive without captures. */
    public static final ArchiveCaptures NONE = new ArchiveCaptures();

    private ArchiveCaptures() {
        tunnelPorts = List.of();
        flowScope = FlowScope.NONE;
        splitIndexes = List.of();
    }

    private ArchiveCaptures(ArchiveState state, List<Path> splitIndexes) {
        for (CaptureInfo capture : state.captures()) {
            bySiteAndName.put(List.of(capture.site(), capture.name()), capture);
        }
        state.sites().forEach(site -> lastNanosBySite.put(site.site(), site.lastNanos()));
        tunnelPorts = state.options().tunnelPorts();
        flowScope = state.options().flowScope();
        this.splitIndexes = splitIndexes;
    }

    /**
     * Reads what the tables' last ingest kept.
     *
     * @throws UserError when there are no tables, or none of this program
     */
    public static ArchiveCaptures of(String tables, Configuration hadoop) {
        ArchiveFiles files = ArchiveFiles.open(tables, hadoop);
        Path file =
                files.path(ExistingTables.STATE_FILE)
                        .orElseThrow(
                                () ->
                                        new UserError(
                                                tables
                                                        + " does not tell where its captures lie:"
                                                        + " census ingest makes tables that do"));
        try {
            ArchiveState state = ArchiveState.read(file.getFileSystem(hadoop), file);
            List<String> indexes = Objects.requireNonNullElse(state.splitIndexes(), List.of());
            return new ArchiveCaptures(state, indexes.stream().map(files::folder).toList());
        } catch (IOException e) {
            throw new UserError("cannot read " + file + ": " + e.getMessage());
        }
    }

    /** The ports at which tunnels were looked for. */
    public List<TunnelPort> tunnelPorts() {
        return tunnelPorts;
    }

    /** What told flows apart beside addresses, ports and protocol. */
    public FlowScope flowScope() {
        return flowScope;
    }

    /**
     * Whether a capture that begins then lies before the end of what the archive has of its site:
     * it can no longer be added.
     */
    public boolean isLate(String site, long firstNanos) {
        Long last = lastNanosBySite.get(site);
        return last != null && firstNanos < last - JoinedFlow.OVERLAP_NANOS;
    }

    /** A capture by its names; null when the archive has none of these. */
    public CaptureInfo find(String site, String name) {
        return bySiteAndName.get(List.of(site, name));
    }

    /**
     * The blocks of captures, as ingests with {@code --split-index} noted them, by site and name;
     * of others none.
     */
    public Map<List<String>, List<CaptureBlock>> blocks(
            Set<List<String>> captures, Configuration hadoop) throws IOException {
        return SplitIndex.read(splitIndexes, captures, hadoop);
    }

    /** What became of a capture since it was read; null: nothing. */
    public Change changeOf(CaptureInfo capture, Configuration hadoop) {
        CaptureFile file =
                new CaptureFile(
                        capture.site(), capture.name(), capture.path(), capture.bytes(), null);
        CaptureInfo now = CaptureInfo.read(file, hadoop);
        if (now.damage() != null) {
            return new Change(now.damage(), false);
        }
        if (now.bytes() < capture.bytes()) {
            return new Change(
                    String.format(
                            "it has changed: %,d bytes, and had %,d", now.bytes(), capture.bytes()),
                    true);
        }
        boolean isSame = now.fingerprint().equals(capture.fingerprint());
        boolean hasGrown = now.bytes() > capture.bytes(); // then of a small one all is new
        return isSame || hasGrown && capture.bytes() < CaptureInfo.FINGERPRINT_BYTES
                ? null
                : new Change("it has changed: its first bytes are others", true);
    }
}
