package org.tlscensus.jobs.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** A truth of a few connections, written down as JSON. */
final class MadeTruth {
    /** What its files have. */
    static final String COLUMNS =
            """
            {site: 'VARCHAR', client_address: 'VARCHAR', client_port: 'INT', server_address: 'VARCHAR',
             server_port: 'INT', transport: 'VARCHAR', start_time: 'TIMESTAMPTZ', duration: 'DOUBLE', end_reason: 'VARCHAR',
             vlan: 'INT[]', tls: 'STRUCT(version VARCHAR, established BOOLEAN, history VARCHAR,
                 client_hello STRUCT(alpn VARCHAR[]))', captures: 'VARCHAR[]', ailments: 'VARCHAR[]'}
            """;

    /** What its file in YAML says, of so many rows. */
    static final String YAML =
            """
            format: 1
            tables:
              connections:
                rows: %d
                key: [site, client_address, client_port, server_address, server_port, transport, start_time]
                extra: [ailments]
                stated: [site, client_address, client_port, server_address, server_port, transport, start_time,
                    duration, end_reason, vlan, tls.version, tls.established, tls.history, tls.client_hello.alpn, captures]
            """;

    private MadeTruth() {}

    /** Writes it with all that it needs. */
    static void write(Path folder, List<String> rows) throws IOException {
        write(folder, rows, COLUMNS, YAML.formatted(rows.size()));
    }

    static void write(Path folder, List<String> rows, String columns, String yaml)
            throws IOException {
        Path truth = Files.createDirectories(folder.resolve("truth/connections")).getParent();
        Path json = Files.write(folder.resolve("rows.jsonl"), rows);
        try (Connection duck = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = duck.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute(
                    "COPY (SELECT * FROM read_json('%s', columns = %s)) TO '%s/connections/1.parquet'"
                            .formatted(json, columns, truth));
        } catch (SQLException e) {
            throw new IllegalStateException(columns, e);
        }
        Files.writeString(truth.resolve("truth.yaml"), yaml);
    }
}
