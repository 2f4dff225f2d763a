package org.tlscensus.jobs.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.Result;
import org.tlscensus.jobs.query.SqlText;

/**
 * Writes the Notary's answers as a zone (RFC 1035 section 5): the SHA-1 of each certificate has an
 * address, 127.0.0.2 when it was validated, else 127.0.0.1, and a text with its counts.
 */
public final class NotaryZone {
    private static final String COMMAND = "census export notary-zone";
    private static final String FILE = "notary.zone";
    private static final Pattern NAME =
            Pattern.compile("([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.){1,60}");
    private static final int MAX_ORIGIN = 200; // with 41 before it, 255 at most

    private final String tables;
    private final Path out;
    private final String origin;
    private final String nameServer; // or null

    /**
     * @param origin the zone's name, as {@code notary.example.org}
     * @param nameServer who serves it; null: ns in the zone, which is this machine
     */
    public NotaryZone(String tables, Path out, String origin, String nameServer) {
        this.tables = tables;
        this.out = out;
        this.origin = absolute(origin);
        this.nameServer = nameServer == null ? null : absolute(nameServer);
    }

    private static String absolute(String name) {
        return name.endsWith(".") ? name : name + ".";
    }

    /**
     * Writes the zone; the number of certificates in it comes back.
     *
     * @param engine opens the tables: an archive's, or those of merged contributions
     * @throws UserError when the origin is no name, or the folder is not to be written to
     */
    public long run(Supplier<QueryEngine> engine) throws IOException {
        requireName(origin);
        if (nameServer != null) {
            requireName(nameServer);
        }
        ExportFolder.require(out, COMMAND, tables);
        try (QueryEngine opened = engine.get();
                ExportFolder folder = ExportFolder.begin(out)) {
            boolean isMerged = opened.names().contains(NotaryMerge.CERTIFICATES);
            SqlText query = ExportSql.named(isMerged ? "notary-zone-merged" : "notary-zone");
            long certificates = write(opened, query, folder.staging().resolve(FILE));
            folder.publish(FILE);
            return certificates;
        }
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches() || name.length() > MAX_ORIGIN) {
            throw new UserError(name + " is no name of a zone or a server");
        }
    }

    private long write(QueryEngine engine, SqlText query, Path file) throws IOException {
        long certificates = 0;
        try (Writer zone = Files.newBufferedWriter(file)) {
            zone.write(head(lastDay(engine, query)));
            try (Result result = engine.run(query)) {
                NamedRow row = new NamedRow(result.columns());
                while (result.hasNext()) {
                    zone.write(records(row.moveTo(result.next())));
                    certificates++;
                }
            }
        }
        return certificates;
    }

    /**
     * The last day of all: the zone's serial number, so that the same tables make the same zone.
     */
    private static long lastDay(QueryEngine engine, SqlText query) {
        SqlText last =
                new SqlText(
                        query.name(),
                        query.source(),
                        "WITH zone AS ("
                                + query.query()
                                + ") SELECT max(last_seen) AS last FROM zone");
        try (Result result = engine.run(last)) {
            return new NamedRow(result.columns()).moveTo(result.next()).count("last");
        }
    }

    private String head(long lastDay) {
        String day = DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofEpochDay(lastDay));
        String server = nameServer == null ? "ns" : nameServer;
        return "$ORIGIN "
                + origin
                + "\n$TTL 86400\n@ IN SOA "
                + server
                + " hostmaster "
                + day
                + "00 86400 7200 2419200 3600\n@ IN NS "
                + server
                + "\n"
                + (nameServer == null ? "ns IN A 127.0.0.1\n" : "");
    }

    private static String records(NamedRow row) {
        String name = row.text("sha1");
        boolean isValidated = row.count("validated") > 0;
        return name
                + " IN A 127.0.0."
                + (isValidated ? 2 : 1)
                + "\n"
                + name
                + " IN TXT \"version=1 first_seen="
                + row.count("first_seen")
                + " last_seen="
                + row.count("last_seen")
                + " times_seen="
                + row.count("times_seen")
                + " validated="
                + (isValidated ? 1 : 0)
                + "\"\n";
    }
}
