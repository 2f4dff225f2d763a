package org.tlscensus.jobs.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.Result;
import org.tlscensus.jobs.query.SqlText;

/**
 * Writes certificates, a file for each, named by its fingerprint, in folders by the fingerprint's
 * first two digits.
 */
public final class CertificateExport {
    private static final String COMMAND = "census export certificates";

    private final String tables;
    private final Path out;
    private final CertificateFormat format;
    private final String condition;

    /**
     * @param condition SQL over the columns of the table certificates; null: all of them
     */
    public CertificateExport(String tables, Path out, CertificateFormat format, String condition) {
        this.tables = tables;
        this.out = out;
        this.format = format;
        this.condition = condition;
    }

    /**
     * Writes them; how many comes back.
     *
     * @param engine opens the tables
     * @throws org.tlscensus.jobs.failure.UserError when the folder is not to be written to
     * @throws org.tlscensus.jobs.query.QueryError when the condition is wrong
     */
    public long run(Supplier<QueryEngine> engine) throws IOException {
        ExportFolder.require(out, COMMAND, tables);
        try (QueryEngine opened = engine.get();
                Result result = opened.run(query());
                ExportFolder folder = ExportFolder.begin(out)) {
            NamedRow row = new NamedRow(result.columns());
            long certificates = 0;
            while (result.hasNext()) {
                row.moveTo(result.next());
                String name = row.text("sha256");
                Path place = folder.staging().resolve(name.substring(0, 2));
                Files.createDirectories(place);
                Files.write(place.resolve(name + format.ending()), format.of(row.bytes("der")));
                certificates++;
            }
            folder.publish(null);
            return certificates;
        }
    }

    private SqlText query() {
        String where = condition == null ? "true" : "(" + condition + "\n)";
        return new SqlText(
                "certificates",
                "--where",
                "SELECT sha256, der FROM certificates WHERE der IS NOT NULL AND " + where);
    }
}
