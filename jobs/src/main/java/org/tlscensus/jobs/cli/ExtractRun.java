package org.tlscensus.jobs.cli;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tlscensus.jobs.extract.Extract;
import org.tlscensus.jobs.extract.WantedConnection;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.ingest.ArchiveCaptures;
import org.tlscensus.jobs.plan.CapturePaths;
import org.tlscensus.jobs.query.TableViews;
import org.tlscensus.jobs.query.VisibleText;
import org.tlscensus.jobs.session.Session;
import org.tlscensus.jobs.store.Inputs;

/** What {@code census extract} does. */
final class ExtractRun {
    private static final String COLUMNS =
            "connection_id, site, transport, client_address, client_port, server_address,"
                    + " server_port, unix_micros(start_time), unix_micros(end_time),"
                    + " client_packets + server_packets, vlan, captures";

    private final ExtractCommand command;

    ExtractRun(ExtractCommand command) {
        this.command = command;
    }

    int run() throws IOException {
        SparkSession spark = Session.forLittle("census extract");
        try {
            Configuration hadoop = spark.sparkContext().hadoopConfiguration();
            Inputs.requireOutside(command.tables(), List.of(command.out()), hadoop);
            List<WantedConnection> wanted = wanted(spark);
            Extract extract =
                    new Extract(
                            ArchiveCaptures.of(command.tables(), hadoop), keyLog(hadoop), hadoop);
            Extract.Summary summary = extract.write(wanted, command.out(), command.isOverwrite());
            summary.notes().forEach(ExtractRun::tell);
            tell(
                    String.format(
                            "%,d packets of %,d connections from %,d captures (%,d of %,d MB read),"
                                    + " in %s",
                            summary.packets(),
                            summary.connections(),
                            summary.captures(),
                            summary.bytesRead() >> 20,
                            summary.bytes() >> 20,
                            command.out()));
            return summary.notes().isEmpty() ? 0 : FailureReport.FAILED;
        } finally {
            spark.stop();
        }
    }

    private static void tell(String text) {
        System.err.println("census: " + VisibleText.of(text));
    }

    private List<WantedConnection> wanted(SparkSession spark) {
        TableViews.register(spark, command.tables());
        // WHERE before a parenthesis would be an alias, with columns.
        String query =
                "SELECT "
                        + COLUMNS
                        + " FROM connections WHERE true AND "
                        + command.condition()
                        + " ORDER BY start_time, connection_id LIMIT "
                        + (command.limit() + 1L);
        List<Row> rows = spark.sql(query).collectAsList(); // bounded by the limit
        if (rows.isEmpty()) {
            throw new UserError("no connection in " + command.tables() + " is asked for");
        }
        if (rows.size() > command.limit()) {
            throw new UserError(
                    String.format(
                            "more than %,d connections are asked for: say fewer, or --limit",
                            command.limit()));
        }
        List<WantedConnection> wanted = rows.stream().map(ExtractRun::connection).toList();
        requireAll(wanted);
        return wanted;
    }

    private void requireAll(List<WantedConnection> found) {
        List<String> missing = new ArrayList<>(command.ids());
        found.forEach(connection -> missing.remove(connection.id()));
        if (!missing.isEmpty()) {
            throw new UserError("there is no connection " + String.join(", ", missing));
        }
    }

    private static WantedConnection connection(Row row) {
        return new WantedConnection(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                row.getString(5),
                row.getInt(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.isNullAt(10) ? null : row.<Integer>getList(10),
                row.<String>getList(11));
    }

    private byte[] keyLog(Configuration hadoop) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String file : command.keyLogs()) {
            Path path = CapturePaths.path(file, hadoop);
            try (InputStream in = path.getFileSystem(hadoop).open(path)) {
                all.write(Extract.keyLogLines(in.readAllBytes()));
            } catch (FileNotFoundException e) {
                throw new UserError("there is no key log " + file);
            }
        }
        return all.toByteArray();
    }
}
