package org.tlscensus.jobs.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.store.OutputFolder;

/**
 * Makes one notary of the contributions of several sites. A connection that several contributions
 * have (of one site, which keyed them alike) is one row; days and counts of certificates are
 * counted anew, of all connections. So neither the order of contributions matters, nor adding one
 * twice.
 */
public final class NotaryMerge {
    static final String CONNECTIONS = "notary_connections";
    static final String CERTIFICATES = "notary_certificates";

    private static final String DATA = "data.parquet";
    private static final String NO_TABLES = "none:/"; // it reads contributions

    private final List<Path> contributions;
    private final Path tables;

    /**
     * @param tables a folder, in which an earlier merge may have put its tables: theirs stay in
     */
    public NotaryMerge(List<Path> contributions, Path tables) {
        this.contributions = contributions;
        this.tables = tables;
    }

    /** What the notary has then. */
    public record Summary(long connections, long certificates) {}

    /**
     * Merges.
     *
     * @throws UserError when a contribution is not whole, or another's files are in the way
     */
    public Summary run() throws IOException {
        OutputFolder.of(tables, "census merge-notary", NO_TABLES);
        contributions.forEach(NotaryManifest::verified);
        boolean isFirst = !requireOwnOrNone();
        boolean isNew = !Files.exists(tables);
        Path staging = tables.resolve("_staging-notary-" + UUID.randomUUID());
        Files.createDirectories(staging);
        boolean isDone = false;
        try (NotaryFiles duckDb = new NotaryFiles(staging.resolve("spill"))) {
            Summary summary = merge(duckDb, staging, isFirst);
            replace(staging, CONNECTIONS);
            replace(staging, CERTIFICATES);
            isDone = true;
            return summary;
        } catch (SQLException e) {
            throw new UserError("cannot merge: " + e.getMessage().lines().findFirst().orElse(""));
        } finally {
            removeAll(staging);
            if (isNew && !isDone) {
                Files.deleteIfExists(tables);
            }
        }
    }

    /** Whether an earlier merge left its tables here. */
    private boolean requireOwnOrNone() throws IOException {
        int found = 0;
        for (String name : List.of(CONNECTIONS, CERTIFICATES)) {
            Path folder = tables.resolve(name);
            if (Files.exists(folder)) {
                found++;
                try (Stream<Path> children = Files.list(folder)) {
                    List<Path> inside = children.toList();
                    if (!inside.equals(List.of(folder.resolve(DATA)))) {
                        throw new UserError(
                                folder
                                        + " is not as census merge-notary left it: choose another"
                                        + " folder, or move it away");
                    }
                }
            }
        }
        if (found == 1) {
            throw new UserError(
                    tables + " has one of the notary's two tables: choose another folder");
        }
        if (Files.exists(tables) && !Files.isDirectory(tables)) {
            throw new UserError(tables + " is a file, not a folder for tables");
        }
        return found == 2;
    }

    private Summary merge(NotaryFiles duckDb, Path staging, boolean isFirst)
            throws SQLException, IOException {
        Path connections = Files.createDirectories(staging.resolve(CONNECTIONS)).resolve(DATA);
        Path certificates = Files.createDirectories(staging.resolve(CERTIFICATES)).resolve(DATA);
        duckDb.write(
                mergedConnections(
                        all(
                                NotarySchema.CONNECTIONS,
                                NotarySchema.CONNECTION_COLUMNS,
                                CONNECTIONS,
                                isFirst)),
                connections);
        duckDb.write(
                mergedCertificates(
                        all(
                                NotarySchema.CERTIFICATES,
                                NotarySchema.CERTIFICATE_COLUMNS,
                                CERTIFICATES,
                                isFirst),
                        connections),
                certificates);
        return new Summary(
                duckDb.count("FROM read_parquet(" + NotaryFiles.text(connections.toString()) + ")"),
                duckDb.count(
                        "FROM read_parquet(" + NotaryFiles.text(certificates.toString()) + ")"));
    }

    private String all(String name, List<NotaryColumn> columns, String table, boolean isFirst) {
        List<Path> files = new ArrayList<>();
        contributions.forEach(folder -> files.add(folder.resolve(name + ".parquet")));
        if (!isFirst) {
            files.add(tables.resolve(table).resolve(DATA));
        }
        return files.stream()
                .map(file -> NotaryFiles.select(columns, file))
                .collect(Collectors.joining(" UNION ALL "));
    }

    /**
     * Of rows of one connection that with the most bytes, since in the other its end was still to
     * come; of equals that which tells the most, and the same one in any order.
     */
    private static String mergedConnections(String all) {
        return "SELECT * FROM ("
                + all
                + ") AS c QUALIFY row_number() OVER (PARTITION BY connection ORDER BY"
                + " coalesce(sent_bytes, 0) + coalesce(received_bytes, 0) DESC,"
                + " server_name IS NULL, server_ip IS NULL, md5(CAST(to_json(c) AS VARCHAR))) = 1"
                + " ORDER BY time_stamp, connection";
    }

    private static String mergedCertificates(String all, Path connections) {
        return """
                WITH known AS (
                  SELECT sha256, min(sha1) AS sha1, min(der) AS der, max(validated) AS validated
                  FROM (%s) GROUP BY sha256
                ),
                sent AS (
                  SELECT unnest(list_distinct(server_certificates)) AS sha256,
                         CAST(time_stamp AT TIME ZONE 'UTC' AS DATE) - DATE '1970-01-01' AS day
                  FROM read_parquet(%s)
                ),
                seen AS (
                  SELECT sha256, CAST(min(day) AS BIGINT) AS first_seen, CAST(max(day) AS BIGINT) AS last_seen,
                         count(DISTINCT day) AS times_seen, count(*) AS connections
                  FROM sent GROUP BY sha256
                )
                SELECT k.sha256, k.sha1, k.der, s.first_seen, s.last_seen, s.times_seen, k.validated, s.connections
                FROM known AS k JOIN seen AS s ON s.sha256 = k.sha256
                ORDER BY k.sha256
                """
                .formatted(all, NotaryFiles.text(connections.toString()));
    }

    /** A table takes the place of the earlier one, whole. */
    private void replace(Path staging, String name) throws IOException {
        Path place = tables.resolve(name);
        Path earlier = staging.resolve("earlier-" + name);
        boolean isThere = Files.exists(place);
        if (isThere) {
            Files.move(place, earlier);
        }
        try {
            Files.move(staging.resolve(name), place);
        } catch (IOException e) {
            if (isThere) {
                Files.move(earlier, place);
            }
            throw e;
        }
    }

    private static void removeAll(Path top) throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
