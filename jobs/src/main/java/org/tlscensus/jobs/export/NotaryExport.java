package org.tlscensus.jobs.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.tlscensus.jobs.export.NotaryManifest.ContributedFile;
import org.tlscensus.jobs.query.JsonValues;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.Result;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.Row;
import org.tlscensus.jobs.query.SqlText;

/**
 * Writes a contribution to a notary: the Notary's features of each connection, without clients'
 * addresses, and the servers' certificates. Rows stream; the same tables and key give the same
 * files.
 */
public final class NotaryExport {
    private static final String COMMAND = "census export notary";

    private final String tables;
    private final Path out;
    private final Path keyFile;
    private final long minimumConnections;

    /**
     * @param keyFile with the secret of 32 bytes that hashes are keyed with
     * @param minimumConnections server names that fewer clients asked for are left out
     */
    public NotaryExport(String tables, Path out, Path keyFile, long minimumConnections) {
        this.tables = tables;
        this.out = out;
        this.keyFile = keyFile;
        this.minimumConnections = minimumConnections;
    }

    /** What was written. */
    public record Summary(long connections, long certificates) {}

    /**
     * Writes it.
     *
     * @param engine opens the tables
     * @throws org.tlscensus.jobs.failure.UserError when the key is none, or the folder is not to be
     *     written to
     */
    public Summary run(Supplier<QueryEngine> engine) throws IOException {
        NotaryKey key = NotaryKey.read(keyFile);
        ExportFolder.require(out, COMMAND, tables);
        try (QueryEngine opened = engine.get();
                ExportFolder folder = ExportFolder.begin(out)) {
            List<ContributedFile> files = new ArrayList<>();
            long connections =
                    write(
                            opened,
                            key,
                            folder.staging(),
                            NotarySchema.CONNECTIONS,
                            NotarySchema.CONNECTION_COLUMNS,
                            files);
            long certificates =
                    write(
                            opened,
                            key,
                            folder.staging(),
                            NotarySchema.CERTIFICATES,
                            NotarySchema.CERTIFICATE_COLUMNS,
                            files);
            new NotaryManifest(
                            NotarySchema.VERSION,
                            minimumConnections,
                            connections,
                            certificates,
                            files)
                    .write(folder.staging());
            folder.publish(NotaryManifest.FILE);
            return new Summary(connections, certificates);
        }
    }

    private long write(
            QueryEngine engine,
            NotaryKey key,
            Path folder,
            String name,
            List<NotaryColumn> columns,
            List<ContributedFile> files)
            throws IOException {
        Path lines = folder.resolve(name + ".jsonl");
        long rows = writeLines(engine, ExportSql.named("notary-" + name), columns, key, lines);
        Path parquet = folder.resolve(name + ".parquet");
        Path spill = folder.resolve(".spill");
        try (NotaryFiles duckDb = new NotaryFiles(spill)) {
            duckDb.convert(lines, columns, parquet);
        } catch (SQLException e) {
            throw new IOException("cannot write " + parquet + ": " + e.getMessage(), e);
        }
        Files.deleteIfExists(spill);
        files.add(ContributedFile.of(parquet, rows));
        files.add(ContributedFile.of(lines, rows));
        return rows;
    }

    private long writeLines(
            QueryEngine engine, SqlText query, List<NotaryColumn> columns, NotaryKey key, Path file)
            throws IOException {
        List<ResultColumn> names =
                columns.stream()
                        .map(column -> new ResultColumn(column.name(), column.type()))
                        .toList();
        long rows = 0;
        try (Result result = engine.run(query);
                Writer out = Files.newBufferedWriter(file)) {
            NamedRow row = new NamedRow(result.columns());
            while (result.hasNext()) {
                row.moveTo(result.next());
                List<Object> values = new ArrayList<>(columns.size());
                for (NotaryColumn column : columns) {
                    values.add(column.value().of(row, key, minimumConnections));
                }
                out.write(JsonValues.of(names, new Row(values)));
                out.write('\n');
                rows++;
            }
        }
        return rows;
    }
}
