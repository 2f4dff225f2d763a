package org.tlscensus.jobs.export;

import java.util.List;
import org.tlscensus.jobs.query.SqlText;

/**
 * One of Zeek's logs: its fields in Zeek's order, and the query whose rows they are made of, which
 * is ordered by {@code site}, {@code date} and {@code ts}.
 *
 * @param path Zeek's name of it, without {@code .log}
 */
record ZeekLog(String path, List<ZeekField> fields) {
    /** All that are exported. */
    static final List<ZeekLog> ALL = List.of(ConnLog.LOG, SslLog.LOG, X509Log.LOG, OcspLog.LOG);

    SqlText query() {
        return ExportSql.named("zeek-" + path);
    }
}
