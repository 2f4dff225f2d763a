package org.tlscensus.jobs.tables;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tlscensus.jobs.store.OutputFolder;

/** Makes tables: runs their SQL, and writes the rows as files. */
public final class TableRun {
    /** Rows of a table that is meant to be read; CSV and JSON have all. */
    static final int PAGE_ROWS = 1000;

    private static final Map<String, Function<PrintStream, TableWriter>> FORMATS = formats();

    private final SparkSession spark;
    private final OutputFolder folder;

    /**
     * @param folder where the files go, one of each format for each table
     */
    public TableRun(SparkSession spark, OutputFolder folder) {
        this.spark = spark;
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
     * @throws IOException when a file cannot be written; Spark throws what it wants, checked or not
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
            rows(spark, table, writers.toArray(TableWriter[]::new));
            for (Map.Entry<OutputFolder.Draft, PrintStream> file : files.entrySet()) {
                finish(file.getKey(), file.getValue());
            }
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
     * @throws IOException when a writer cannot write; Spark throws what it wants, checked or not
     */
    public static void rows(SparkSession spark, TableFile table, TableWriter... writers)
            throws IOException {
        Dataset<Row> result = spark.sql(table.sql().query());
        Comparison comparison = new Comparison(table, result.schema());
        Iterator<Row> rows = result.toLocalIterator();
        for (TableWriter writer : writers) {
            writer.begin(table, comparison.schema());
        }
        while (rows.hasNext()) {
            Row row = comparison.row(rows.next());
            for (TableWriter writer : writers) {
                writer.row(row);
            }
        }
        for (Row row : comparison.rest().toList()) {
            for (TableWriter writer : writers) {
                writer.row(row);
            }
        }
        for (TableWriter writer : writers) {
            writer.end();
        }
    }

    private static void finish(OutputFolder.Draft draft, PrintStream out) throws IOException {
        out.close();
        if (out.checkError()) {
            throw new IOException("cannot write " + draft.file());
        }
        draft.publish();
    }
}
