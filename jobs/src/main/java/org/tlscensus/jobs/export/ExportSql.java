package org.tlscensus.jobs.export;

import org.tlscensus.jobs.query.SqlText;

/** The queries of the exports, which are packed with the program. */
final class ExportSql {
    private ExportSql() {}

    static SqlText named(String name) {
        return SqlText.packed("export").stream()
                .filter(sql -> sql.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
