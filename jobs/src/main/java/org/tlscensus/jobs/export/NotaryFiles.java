package org.tlscensus.jobs.export;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDriver;

/** Makes Parquet files of other files, by DuckDB with bounded memory. */
final class NotaryFiles implements AutoCloseable {
    private static final int MEMORY_DIVISOR = 3;
    private static final long MIN_MEGABYTES = 256;

    private final Connection connection;

    /**
     * @param spill a folder for what does not fit the memory
     */
    NotaryFiles(Path spill) throws SQLException {
        connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        run("SET TimeZone = 'UTC'");
        run("SET memory_limit = '" + megabytes() + "MiB'");
        run("SET temp_directory = " + text(spill.toString()));
        run("SET autoinstall_known_extensions = false");
        run("SET preserve_insertion_order = true");
    }

    private static long megabytes() {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Math.max(MIN_MEGABYTES, (machine.getTotalMemorySize() >> 20) / MEMORY_DIVISOR);
    }

    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows of a query go into a Parquet file. */
    void write(String query, Path file) throws SQLException {
        run(
                "COPY ("
                        + query
                        + ") TO "
                        + text(file.toString())
                        + " (FORMAT parquet, COMPRESSION zstd)");
    }

    /** JSON Lines become a Parquet file with the same rows. */
    void convert(Path jsonLines, List<NotaryColumn> columns, Path file) throws SQLException {
        String read =
                columns.stream()
                        .map(column -> text(column.name()) + ": " + text(jsonType(column.type())))
                        .collect(Collectors.joining(", ", "{", "}"));
        String select =
                columns.stream().map(NotaryFiles::fromJson).collect(Collectors.joining(", "));
        write(
                "SELECT "
                        + select
                        + " FROM read_json("
                        + text(jsonLines.toString())
                        + ", format = 'newline_delimited', maximum_object_size = 268435456, columns = "
                        + read
                        + ")",
                file);
    }

    private static String jsonType(String type) {
        return type.equals("BLOB") || type.equals("TIMESTAMPTZ") ? "VARCHAR" : type;
    }

    private static String fromJson(NotaryColumn column) {
        return switch (column.type()) {
            case "BLOB" -> "from_base64(" + column.name() + ") AS " + column.name();
            case "TIMESTAMPTZ" -> "CAST(" + column.name() + " AS TIMESTAMPTZ) AS " + column.name();
            default -> column.name();
        };
    }

    /** The columns of a Parquet file, by name and with their types, whatever else it has. */
    static String select(List<NotaryColumn> columns, Path file) {
        String list =
                columns.stream()
                        .map(
                                column ->
                                        "CAST("
                                                + column.name()
                                                + " AS "
                                                + column.type()
                                                + ") AS "
                                                + column.name())
                        .collect(Collectors.joining(", "));
        return "SELECT " + list + " FROM read_parquet(" + text(file.toString()) + ")";
    }

    long count(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM (" + query + ")")) {
            result.next();
            return result.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
