package org.tlscensus.jobs.ingest;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.store.Changes;
import org.tlscensus.jobs.store.TablesFolder;

/** What an ingest changes in the folder of the tables: files that come, and files that go. */
final class Publication {
    /** What a new archive takes the place of. Verdicts were about other connections. */
    private static final List<String> FOLDERS =
            List.of(
                    Table.CONNECTIONS.tableName(),
                    Table.CERTIFICATES.tableName(),
                    Table.OCSP.tableName(),
                    Table.CRLS.tableName(),
                    Table.NAMES.tableName(),
                    Table.NAME_QUERIES.tableName(),
                    Table.CAPTURES.tableName(),
                    Table.CERTIFICATE_VALIDITY.tableName(),
                    Table.CHAINS.tableName(),
                    Table.SCTS.tableName(),
                    Table.REVOCATIONS.tableName(),
                    TablesFolder.STATE);

    private final Set<String> added = new LinkedHashSet<>();
    private final Set<String> removed = new LinkedHashSet<>();

    /** A staged file, by its path below the staging folder and below the tables. */
    void add(String path) {
        added.add(path);
    }

    /** A file of the tables that nothing needs any longer. */
    void remove(String path) {
        removed.add(path);
    }

    /**
     * All of it.
     *
     * @param isNew whether nothing stays of the tables that are there
     */
    Changes changes(boolean isNew) {
        Changes changes = new Changes();
        if (isNew) {
            FOLDERS.forEach(changes::removeBelow);
        }
        removed.forEach(changes::remove);
        added.forEach(path -> changes.add(path, path));
        return changes;
    }
}
