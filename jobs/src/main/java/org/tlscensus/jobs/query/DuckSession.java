package org.tlscensus.jobs.query;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDriver;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.session.TemporaryFolder;

/**
 * A DuckDB in memory that reads files of some folders, and nothing else on this machine or any
 * other; whose memory is bounded, and which spills into a folder of its own.
 */
final class DuckSession implements AutoCloseable {
    /** The share of the machine's memory that an answer may take. */
    private static final long MEMORY_DIVISOR = 3;

    private static final long MIN_MEGABYTES = 256;

    private final Path spill;
    private final Connection connection;
    private final Thread remover = new Thread(this::removeSpill);

    private DuckSession(Path spill) throws SQLException {
        this.spill = spill;
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        connection = new DuckDBDriver().connect("jdbc:duckdb:", properties);
    }

    /**
     * @param megabytes of memory that it may take
     */
    static DuckSession open(List<Path> readable, long megabytes) {
        Path spill;
        try {
            spill = TemporaryFolder.in(Path.of(System.getProperty("java.io.tmpdir")));
        } catch (IOException e) {
            throw new UserError("cannot make a folder for temporary files: " + e);
        }
        try {
            DuckSession session = new DuckSession(spill);
            Runtime.getRuntime().addShutdownHook(session.remover); // Ctrl-C ends it too
            session.prepare(readable, megabytes);
            return session;
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not start", e);
        }
    }

    private void prepare(List<Path> readable, long megabytes) throws SQLException {
        String folders =
                readable.stream()
                        .map(folder -> DuckTables.text(folder + "/"))
                        .collect(Collectors.joining(", ", "[", "]"));
        List<String> statements = new ArrayList<>(DuckTables.SETTINGS);
        statements.add("SET memory_limit = '" + megabytes + "MiB'");
        statements.add("SET temp_directory = " + DuckTables.text(spill.toString()));
        statements.add("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'");
        statements.add("SET autoinstall_known_extensions = false");
        statements.add("SET autoload_known_extensions = false");
        statements.add("SET allow_community_extensions = false");
        statements.add("SET allowed_directories = " + folders);
        statements.add("SET enable_external_access = false");
        statements.add("SET lock_configuration = true");
        statements.add(DuckTables.macros());
        try (Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** What an answer may take of this machine, in MiB. */
    static long megabytes() {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Math.max(MIN_MEGABYTES, (machine.getTotalMemorySize() >> 20) / MEMORY_DIVISOR);
    }

    /** Hands out rows while they are computed. */
    Connection connection() {
        return connection;
    }

    /**
     * Why a query fails. The driver loses what went wrong with the first rows where it hands out
     * rows early; it tells when they are only kept.
     *
     * @param watcher is given the statement that finds it out, to give that up too
     */
    SQLException cause(String sql, SQLException told, Consumer<Statement> watcher) {
        if (!String.valueOf(told.getMessage()).contains("Invalid result set")) {
            return told;
        }
        try (Statement statement = connection.createStatement()) {
            watcher.accept(statement);
            statement.execute("CREATE TEMP TABLE census_failed AS " + sql);
            statement.execute("DROP TABLE temp.census_failed");
            return told;
        } catch (SQLException e) {
            return e;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw DuckFailure.of(e);
        } finally {
            removeSpill();
            try {
                Runtime.getRuntime().removeShutdownHook(remover);
            } catch (IllegalStateException e) {
                // it is running
            }
        }
    }

    private void removeSpill() {
        if (!Files.exists(spill)) {
            return;
        }
        try {
            TemporaryFolder.remove(spill);
        } catch (IOException e) {
            System.err.println("census: cannot remove " + spill + ": " + e.getMessage());
        }
    }
}
