package org.tlscensus.jobs.watch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.ingest.ArchiveCaptures;
import org.tlscensus.jobs.plan.CaptureFile;
import org.tlscensus.jobs.plan.CaptureInfo;
import org.tlscensus.jobs.plan.CapturePaths;
import org.tlscensus.jobs.plan.CaptureSource;
import org.tlscensus.jobs.plan.Manifest;

/**
 * A folder into which captures of a site come. What the tables have is all that it knows of the
 * past: after a kill it goes on from there.
 */
public final class WatchedFolder {
    private final Manifest.Site site;
    private final Configuration hadoop;
    private final Consumer<String> notes;
    private final Arrivals arrivals;
    private final Set<String> told = new HashSet<>(); // what has been said of files

    /**
     * @param site the one capture of which is the folder
     * @param settleMillis a file that was left alone for so long is complete
     * @param notes takes what a person should know of files, each said once
     */
    public WatchedFolder(
            Manifest.Site site, long settleMillis, Configuration hadoop, Consumer<String> notes) {
        this.site = site;
        this.hadoop = hadoop;
        this.notes = notes;
        arrivals = new Arrivals(settleMillis);
    }

    /**
     * The files that are complete and not in the tables.
     *
     * @throws IOException when the folder cannot be read now
     */
    public List<CaptureFile> complete(ArchiveCaptures archive, long nowMillis) throws IOException {
        List<Arrival> fresh = new ArrayList<>();
        for (CaptureFile file : files()) {
            CaptureInfo known = archive.find(site.name(), file.name());
            if (known != null) {
                tellGrowth(file, known);
            } else if (file.isThere() && file.bytes() > 0) {
                add(file, archive, fresh);
            }
        }
        return arrivals.complete(fresh, nowMillis).stream().map(Arrival::file).toList();
    }

    private List<CaptureFile> files() {
        try {
            return CapturePaths.find(site, hadoop);
        } catch (UserError e) {
            return List.of(); // nothing is there yet
        }
    }

    private void tellGrowth(CaptureFile file, CaptureInfo known) {
        if (known.damage() == null && file.bytes() != known.bytes()) {
            tell(
                    file.name()
                            + " has changed since it was taken in; what is new in it is left out:"
                            + " a longer --settle waits for such files");
        }
    }

    private void add(CaptureFile file, ArchiveCaptures archive, List<Arrival> fresh) {
        long modified;
        try {
            modified = CaptureSource.modifiedMillis(file.path(), hadoop);
        } catch (IOException e) {
            return; // it was taken away meanwhile
        }
        CaptureInfo head = CaptureInfo.read(file, hadoop);
        Long first = head.firstTimeNanos();
        if (first != null && archive.isLate(site.name(), first)) {
            tell(
                    file.name()
                            + " lies before the end of what is in the tables, and is left out:"
                            + " census ingest --overwrite takes in all");
            return;
        }
        fresh.add(new Arrival(file, modified, first, head.lastTimeNanos()));
    }

    private void tell(String note) {
        if (told.add(note)) {
            notes.accept(note);
        }
    }
}
