package org.tlscensus.jobs.ocsp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.tlscensus.core.row.ExchangeRow;
import org.tlscensus.jobs.schema.Table;

/**
 * Writes the partitions of the table {@code ocsp} that have something new: their settled rows as
 * they stand in the file that is there, relabelled where that is due, and the others among them.
 *
 * @param files the file of each partition by its folder
 * @param now what is settled when the rows are written
 */
record PartitionFiles(
        TreeMap<String, OcspState.PartitionFile> files,
        ClientRules clients,
        SettledTimes now,
        Staging staging)
        implements Step {
    private static final long serialVersionUID = 1L;

    /** What there is for a partition. */
    private static final class Content {
        private final List<TrackedExchange> rows = new ArrayList<>();
        private final Set<String> stored = new HashSet<>(); // exchanges whose rows are in its file
        private final List<Relabelling> relabellings = new ArrayList<>();
        private boolean isNoticed;
        private boolean hasNews;

        void add(Record record) {
            if (record instanceof LabelledExchange labelled) {
                rows.add(labelled.exchange());
                hasNews |= labelled.isChanged();
            } else if (record instanceof StoredExchange exchange) {
                stored.add(exchange.exchangeId());
            } else if (record instanceof Relabelling relabelling) {
                relabellings.add(relabelling);
            } else {
                isNoticed = true;
            }
        }

        /** Whether rows are new, other or gone. */
        boolean hasNews() {
            Set<String> ids = new HashSet<>();
            rows.forEach(row -> ids.add(row.id()));
            return hasNews || !ids.containsAll(stored);
        }

        /** Whether settled rows may have to say something else. */
        boolean isToRelabel() {
            return isNoticed || !relabellings.isEmpty();
        }
    }

    @Override
    public void run(Part part, Consumer<Record> out) throws IOException {
        Map<PartitionId, Content> partitions = new LinkedHashMap<>();
        List.of(
                        LabelledExchange.class,
                        StoredExchange.class,
                        Relabelling.class,
                        PartitionNotice.class)
                .forEach(type -> part.of(type).forEach(record -> add(record, partitions)));
        for (Map.Entry<PartitionId, Content> each : partitions.entrySet()) {
            Content content = each.getValue();
            if (content.hasNews() || content.isToRelabel()) {
                write(each.getKey(), content, out);
            }
            content.rows.forEach(row -> keep(row, out));
        }
    }

    private static void add(Record record, Map<PartitionId, Content> partitions) {
        partitions.computeIfAbsent(PartitionId.of(record), id -> new Content()).add(record);
    }

    private void write(PartitionId id, Content content, Consumer<Record> out) throws IOException {
        content.rows.sort(TrackedExchange.ORDER);
        OcspState.PartitionFile old = files.get(id.folder());
        String path =
                String.format(
                        "%s/%s/part-%s.zstd.parquet",
                        Table.OCSP.tableName(), id.folder(), staging.name());
        Relabeller relabeller = new Relabeller(content.relabellings, clients);
        long rows = 0;
        try (MergedRows file = new MergedRows(staging, path, content.rows)) {
            if (old != null) {
                file.addAll(staging.table(old.path()), content.stored, id.site(), relabeller);
            }
            rows = file.end();
        }
        String replaced = old == null ? null : old.path();
        if (!content.hasNews() && !relabeller.hasChanged()) {
            staging.delete(path);
        } else if (rows == 0) {
            staging.delete(path);
            out.accept(made(id, null, replaced));
        } else {
            out.accept(made(id, path, replaced));
        }
    }

    private static FileMade made(PartitionId id, String path, String replaces) {
        return new FileMade(
                Table.OCSP.tableName(), id.site(), id.date().toString(), path, replaces, 0);
    }

    private void keep(TrackedExchange exchange, Consumer<Record> out) {
        ExchangeRow row = exchange.row();
        if (exchange.isFresh() && row.serialNumber() != null) {
            out.accept(
                    new PartitionSerial(
                            exchange.site(),
                            exchange.date(),
                            row.hashAlgorithm(),
                            row.issuerNameHash(),
                            row.issuerKeyHash(),
                            row.serialNumber()));
        }
        if (exchange.isFresh() && exchange.hostName() != null) {
            out.accept(
                    new PartitionHost(
                            exchange.site(),
                            exchange.date(),
                            exchange.hostName(),
                            row.serverAddress()));
        }
        if (exchange.isProvisional() || now.isKept(exchange)) {
            out.accept(exchange.kept());
        } else if (exchange.labels().signatureValid() == null && exchange.isToVerify()) {
            out.accept(
                    new PendingSignature(
                            exchange.site(), exchange.date(), SignatureAsk.of(exchange)));
        }
    }
}
