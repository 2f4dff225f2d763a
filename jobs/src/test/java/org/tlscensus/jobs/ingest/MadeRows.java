package org.tlscensus.jobs.ingest;

import java.time.Instant;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.jobs.schema.RecordAccess;

/** Rows that a test makes up. */
final class MadeRows {
    private MadeRows() {}

    /** A connection of which nothing else is known. */
    static ConnectionRow connection(String id, Instant start) {
        RecordAccess access = new RecordAccess(ConnectionRow.class);
        Object[] values = new Object[access.count()];
        for (int i = 0; i < values.length; i++) {
            Class<?> type = access.component(i).getType();
            values[i] =
                    switch (access.component(i).getName()) {
                        case "connectionId" -> id;
                        case "startTime", "endTime" -> start;
                        default -> zero(type);
                    };
        }
        return (ConnectionRow) access.make(values);
    }

    private static Object zero(Class<?> type) {
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type == double.class) {
            return 0.0;
        }
        return type == boolean.class ? false : null;
    }
}
