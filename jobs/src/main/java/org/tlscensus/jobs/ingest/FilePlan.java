package org.tlscensus.jobs.ingest;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which files the table of connections gets, and which task writes each. A day with more rows than
 * a file holds is several files, each a slice of the time that has rows. Days are told by the rows
 * that splits handed out and the parts that may give some.
 */
final class FilePlan implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Rows of a file: some tens of megabytes. */
    private static final long ROWS_PER_FILE = 200_000;

    /** Rows that a task writes, in few or many files. */
    private static final long MIN_ROWS_PER_TASK = 5_000;

    private record SiteDay(String site, boolean isProvisional, int day) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private record Slices(int count, long firstMicros, long micros) implements Serializable {
        private static final long serialVersionUID = 1L;

        int of(long startMicros) {
            double share = (startMicros - firstMicros) / (double) micros;
            return (int) Math.max(0, Math.min(count - 1, Math.floor(share * count)));
        }
    }

    private final Map<SiteDay, Slices> slices = new HashMap<>(); // of days with several
    private final Map<FileKey, Integer> tasks = new HashMap<>();
    private final long rowsPerFile;
    private final int taskCount;

    /**
     * Plans the files.
     *
     * @param ends says which splits are provisional
     */
    FilePlan(List<ReadTotals.Split> splits, Map<String, SiteFrontier> ends, int parallelism) {
        this(splits, ends, parallelism, ROWS_PER_FILE);
    }

    /** The same, with files of another size. */
    FilePlan(
            List<ReadTotals.Split> splits,
            Map<String, SiteFrontier> ends,
            int parallelism,
            long rowsPerFile) {
        this.rowsPerFile = rowsPerFile;
        Map<FileKey, Long> rows = new TreeMap<>();
        days(splits, ends).forEach((key, day) -> slice(key, day, parallelism, rows));
        long all = rows.values().stream().mapToLong(Long::longValue).sum();
        long perTask = Math.min(rowsPerFile, Math.max(MIN_ROWS_PER_TASK, all / parallelism + 1));
        long before = 0;
        for (Map.Entry<FileKey, Long> file : rows.entrySet()) {
            tasks.put(file.getKey(), (int) (before / perTask));
            before += file.getValue();
        }
        taskCount = (int) (Math.max(0, before - 1) / perTask) + 1;
    }

    private static Map<SiteDay, ReadTotals.Day> days(
            List<ReadTotals.Split> splits, Map<String, SiteFrontier> ends) {
        Map<SiteDay, ReadTotals.Day> days = new HashMap<>();
        for (ReadTotals.Split split : splits) {
            boolean isProvisional = split.number >= ends.get(split.site).firstRereadSplit();
            split.days.forEach(
                    (day, rows) -> {
                        add(days, new SiteDay(split.site, isProvisional, day), rows);
                        if (!isProvisional && rows.possibleRows > 0) { // they may go on
                            add(days, new SiteDay(split.site, true, day), rows.onlyPossible());
                        }
                    });
        }
        return days;
    }

    private static void add(Map<SiteDay, ReadTotals.Day> days, SiteDay key, ReadTotals.Day rows) {
        days.computeIfAbsent(key, d -> new ReadTotals.Day()).add(rows);
    }

    private void slice(SiteDay key, ReadTotals.Day day, int parallelism, Map<FileKey, Long> rows) {
        long most = day.rows + day.possibleRows;
        int count = (int) (most / rowsPerFile) + 1;
        if (count == 1 && most > MIN_ROWS_PER_TASK * parallelism) {
            count = parallelism; // each core writes a file
        }
        if (count > 1) {
            long micros = day.lastMicros - day.firstMicros + 1;
            slices.put(key, new Slices(count, day.firstMicros, micros));
        }
        for (int slice = 0; slice < count; slice++) {
            rows.put(new FileKey(key.site, key.isProvisional, key.day, slice), most / count + 1);
        }
    }

    /** The file of a row. */
    FileKey file(String site, boolean isProvisional, long startMicros) {
        int day = Micros.day(startMicros);
        Slices ofDay = slices.get(new SiteDay(site, isProvisional, day));
        return new FileKey(site, isProvisional, day, ofDay == null ? 0 : ofDay.of(startMicros));
    }

    /** The task that writes a file. */
    int task(FileKey file) {
        Integer planned = tasks.get(file);
        return planned != null ? planned : Math.floorMod(file.hashCode(), taskCount);
    }

    /** How many tasks write. */
    int taskCount() {
        return taskCount;
    }
}
