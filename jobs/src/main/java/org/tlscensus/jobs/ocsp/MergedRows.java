package org.tlscensus.jobs.ocsp;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.tlscensus.core.row.ExchangePart;
import org.tlscensus.core.row.ExchangeRow;
import org.tlscensus.jobs.parquet.TableFileReader;
import org.tlscensus.jobs.parquet.TableFileWriter;
import org.tlscensus.jobs.schema.ExchangeLabels;
import org.tlscensus.jobs.schema.Table;

/**
 * A file of a partition that is being written: rows of an older file, and others in their places.
 */
final class MergedRows implements AutoCloseable {
    private final Staging staging;
    private final TableFileWriter out;
    private final Iterator<TrackedExchange> others;
    private TrackedExchange next; // of the others

    /**
     * @param others in order
     */
    MergedRows(Staging staging, String path, List<TrackedExchange> others) throws IOException {
        this.staging = staging;
        out =
                TableFileWriter.open(
                        Table.OCSP, staging.staged(path), staging.hadoop(), others.size());
        this.others = others.iterator();
        advance();
    }

    private void advance() {
        next = others.hasNext() ? others.next() : null;
    }

    /**
     * Adds rows of an older file, which are in the same order.
     *
     * @param leftOut exchanges whose rows are not to be added
     */
    void addAll(Path file, Set<String> leftOut, String site, Relabeller relabeller)
            throws IOException {
        try (TableFileReader rows = TableFileReader.open(Table.OCSP, file, staging.hadoop())) {
            String exchange = null;
            int ordinal = 0;
            while (rows.hasNext()) {
                Record[] columns = rows.next();
                ExchangeRow row = (ExchangeRow) columns[0];
                // Rows of an exchange stand together, in the order of their numbers.
                ordinal = row.exchangeId().equals(exchange) ? ordinal + 1 : 0;
                exchange = row.exchangeId();
                if (!leftOut.contains(exchange)) {
                    ExchangeLabels labels =
                            relabeller.labels(row, ordinal, (ExchangeLabels) columns[1]);
                    ExchangePart part = new ExchangePart(row, row.clientAddress(), ordinal, null);
                    add(new TrackedExchange(site, false, false, part, labels));
                }
            }
        }
    }

    private void add(TrackedExchange old) throws IOException {
        while (next != null && TrackedExchange.ORDER.compare(next, old) < 0) {
            write(next);
            advance();
        }
        write(old);
    }

    private void write(TrackedExchange exchange) throws IOException {
        out.write(exchange.row(), exchange.labels());
    }

    /** Adds the other rows that are left; how many rows there are. */
    long end() throws IOException {
        while (next != null) {
            write(next);
            advance();
        }
        return out.rows();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
