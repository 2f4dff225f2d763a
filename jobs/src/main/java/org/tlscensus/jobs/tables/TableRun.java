package org.tlscensus.jobs.tables;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.Result;
import org.tlscensus.jobs.query.Row;
import org.tlscensus.jobs.store.OutputFolder;

/** Makes tables: runs their SQL, and writes the rows as files. */
public final class TableRun {
    /** Rows of a table that is meant to be read; CSV and JSON have all. */
    static final int PAGE_ROWS = 1000;

    private static final Map<String, Function<PrintStream, TableWriter>> FORMATS = formats();

    private final QueryEngine engine;
    private final OutputFolder folder;

    /**
     * @param folder where the files go, one of each format for each table
     */
    public TableRun(QueryEngine engine, OutputFolder folder) {
        this.engine = engine;
        this.folder = folder;
    }

    private static Map<String, Function<PrintStream, TableWriter>> formats() {
        Map<String, Function<PrintStream, TableWriter>> formats = new LinkedHashMap<>();
        formats.put(".csv", CsvWriter::new);
        formats.put(".json", JsonWriter::new);
        formats.put(".md", MarkdownWriter::new);
        formats.put(".tex", LatexWriter::new);
        return formats;
    }

    /** The names of the files that some tables are written to. */
    public static List<String> fileNames(List<TableFile> tables) {
        return tables.stream()
                .flatMap(table -> FORMATS.keySet().stream().map(format -> table.name() + format))
                .toList();
    }

    /**
     * Makes a table. The files are there when it is whole, and not before.
     *
     * @param others take the rows too
     * @throws IOException when a file cannot be written
     */
    public void make(TableFile table, TableWriter... others) throws IOException {
        Map<OutputFolder.Draft, PrintStream> files = new LinkedHashMap<>();
        List<TableWriter> writers = new ArrayList<>();
        try {
            for (Map.Entry<String, Function<PrintStream, TableWriter>> format :
                    FORMATS.entrySet()) {
                OutputFolder.Draft draft = folder.draft(table.name() + format.getKey());
                PrintStream out =
                        new PrintStream(
                                new BufferedOutputStream(Files.newOutputStream(draft.file())),
                                false,
                                StandardCharsets.UTF_8);
                files.put(draft, out);
                writers.add(format.getValue().apply(out));
            }
            writers.addAll(List.of(others));
            rows(engine, table, writers.toArray(TableWriter[]::new));
            for (Map.Entry<OutputFolder.Draft, PrintStream> file : files.entrySet()) {
                finish(file.getKey(), file.getValue());
            }
            folder.publish(files.keySet());
        } finally {
            for (Map.Entry<OutputFolder.Draft, PrintStream> file : files.entrySet()) {
                file.getValue().close();
                file.getKey().close();
            }
        }
    }

    /**
     * Runs a table's query, and hands its rows to writers.
     *
     * @throws IOException when a writer cannot write
     * @throws org.tlscensus.jobs.query.QueryError when the query is wrong, or fails
     */
    public static void rows(QueryEngine engine, TableFile table, TableWriter... writers)
            throws IOException {
        try (Result result = engine.run(table.sql())) {
            Comparison comparison = new Comparison(table, result.columns());
            for (TableWriter writer : writers) {
                writer.begin(table, comparison.columns());
            }
            while (result.hasNext()) {
                write(comparison.row(result.next()), writers);
            }
            for (Row row : comparison.rest().toList()) {
                write(row, writers);
            }
        }
        for (TableWriter writer : writers) {
            writer.end();
        }
    }

    private static void write(Row row, TableWriter... writers) throws IOException {
        for (TableWriter writer : writers) {
            writer.row(row);
        }
    }

    private static void finish(OutputFolder.Draft draft, PrintStream out) throws IOException {
        out.close();
        if (out.checkError()) {
            throw new IOException("cannot write " + draft.file());
        }
    }
}
