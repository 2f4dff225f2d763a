package org.tlscensus.jobs.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.Result;

/**
 * Writes Zeek's logs of an archive, a folder for each site and UTC day of it. Rows are in the order
 * of their times, so the same tables give the same bytes; none is held.
 */
public final class ZeekExport {
    private static final String COMMAND = "census export zeek";

    private final String tables;
    private final Path out;
    private final ZeekFormat format;

    public ZeekExport(String tables, Path out, ZeekFormat format) {
        this.tables = tables;
        this.out = out;
        this.format = format;
    }

    /**
     * Writes the logs.
     *
     * @param engine opens the tables
     * @return rows by log
     * @throws org.tlscensus.jobs.failure.UserError when the folder is not to be written to
     */
    public Map<String, Long> run(Supplier<QueryEngine> engine) throws IOException {
        ExportFolder.require(out, COMMAND, tables);
        Map<String, Long> rows = new TreeMap<>();
        try (QueryEngine opened = engine.get();
                ExportFolder folder = ExportFolder.begin(out)) {
            for (ZeekLog log : ZeekLog.ALL) {
                rows.put(log.path(), write(opened, log, folder.staging()));
            }
            folder.publish(null);
        }
        return rows;
    }

    private long write(QueryEngine engine, ZeekLog log, Path folder) throws IOException {
        long count = 0;
        try (Result result = engine.run(log.query())) {
            NamedRow row = new NamedRow(result.columns());
            Day day = null;
            try {
                while (result.hasNext()) {
                    row.moveTo(result.next());
                    if (day == null || !day.isOf(row)) {
                        close(day);
                        day = new Day(log, folder, row);
                    }
                    day.write(row);
                    count++;
                }
            } finally {
                close(day);
            }
        }
        return count;
    }

    private static void close(Day day) throws IOException {
        if (day != null) {
            day.close();
        }
    }

    /** The log of a site and a day. */
    private final class Day {
        private final ZeekLog log;
        private final String site;
        private final String date;
        private final Writer text;
        private Instant last;

        Day(ZeekLog log, Path folder, NamedRow first) throws IOException {
            this.log = log;
            site = first.text("site");
            date = first.text("date");
            last = first.time("ts");
            Path place = folder.resolve(SiteFolder.name(site)).resolve(date);
            Files.createDirectories(place);
            text = Files.newBufferedWriter(place.resolve(log.path() + ".log"));
            text.write(format.head(log, last));
        }

        boolean isOf(NamedRow row) {
            return site.equals(row.text("site")) && date.equals(row.text("date"));
        }

        void write(NamedRow row) throws IOException {
            text.write(format.line(log, row));
            last = row.time("ts");
        }

        void close() throws IOException {
            try (text) {
                text.write(format.foot(last));
            }
        }
    }
}
