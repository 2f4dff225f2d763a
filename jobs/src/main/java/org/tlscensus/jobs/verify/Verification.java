package org.tlscensus.jobs.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tlscensus.jobs.query.Workbench;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.store.LocalArchive;

/** Holds an archive's tables against a truth: row by row, column by column. */
public final class Verification {
    /** With what Java takes it is less than 1 GB; more spills to disk. */
    private static final long MEGABYTES = 600;

    private final LocalArchive archive;
    private Truth truth;
    private final int examples;

    /**
     * @param tables folder of the archive's tables
     * @param truth folder that {@code census generate} wrote
     * @param examples how many differences of each column and kind are told
     * @throws org.tlscensus.jobs.failure.UserError when one of them is none
     */
    public Verification(String tables, Path truth, int examples) {
        archive = LocalArchive.open(tables);
        this.truth = Truth.open(truth);
        this.examples = examples;
    }

    /**
     * Leaves columns out, in every table that has them.
     *
     * @throws org.tlscensus.jobs.failure.UserError when no table has one of such a name
     */
    public Verification without(List<String> columns) {
        for (String column : columns) {
            truth = truth.without(column);
        }
        return this;
    }

    /**
     * Compares.
     *
     * @throws org.tlscensus.jobs.failure.UserError when the truth's files are not as it says
     */
    public Verdict run() {
        List<TableVerdict> verdicts = new ArrayList<>();
        try (Workbench bench = new Workbench(List.of(archive.root(), truth.folder()), MEGABYTES)) {
            for (TruthTable table : truth.tables()) {
                verdicts.add(verdict(bench, table));
            }
        }
        return new Verdict(verdicts);
    }

    private TableVerdict verdict(Workbench bench, TruthTable table) {
        new Sides(bench).make(table, archive);
        new Pairing(bench).make(table);
        Differences differences = new Differences(examples);
        RowCounts rows = new RowTally(bench, examples).count(table, differences);
        List<ColumnCounts> columns =
                new ColumnTally(bench, examples).count(table, rows, differences);
        String connections =
                Workbench.numberedRows(
                        Table.CONNECTIONS, archive.files(Table.CONNECTIONS.tableName()));
        List<Example> kept = differences.examples();
        List<Place> places = new Places(bench, table, connections).of(kept);
        return new TableVerdict(table.name(), rows, columns, differences, kept, places);
    }
}
