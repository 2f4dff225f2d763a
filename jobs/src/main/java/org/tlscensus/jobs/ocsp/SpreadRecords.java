package org.tlscensus.jobs.ocsp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.tlscensus.jobs.schema.RecordRun;
import scala.Tuple2;

/**
 * Records as runs with tags, spread over a cluster. What a step made is stored, since several
 * others go on from it and none may run twice.
 *
 * @param parts how many parts records are grouped in
 */
record SpreadRecords(JavaRDD<byte[]> runs, int parts, List<JavaRDD<?>> stored)
        implements RecordSet {
    private static final int RUN_BYTES = 1 << 20;

    /** Runs for each part in a shuffle; together they are held until the task ends. */
    private static final int SHUFFLED_BYTES = 1 << 16;

    private SpreadRecords with(JavaRDD<byte[]> others) {
        return new SpreadRecords(others, parts, stored);
    }

    private SpreadRecords storing(JavaRDD<byte[]> made) {
        stored.add(made.persist(StorageLevel.MEMORY_AND_DISK()));
        return with(made);
    }

    @Override
    public RecordSet and(RecordSet other) {
        return with(runs.union(((SpreadRecords) other).runs));
    }

    @Override
    public RecordSet each(Each function) {
        return with(
                runs.mapPartitions(
                        all -> {
                            Iterator<Record> records = RecordTags.records(all);
                            return new Encoded(records, function);
                        }));
    }

    @Override
    public RecordSet inParts(Step step) {
        return storing(runs.mapPartitions(all -> stepped(all, step)));
    }

    @Override
    public RecordSet grouped(GroupKey key, Step step) {
        int targets = parts;
        JavaPairRDD<Integer, byte[]> byPart =
                runs.mapPartitionsToPair(all -> byPart(all, key, targets).iterator());
        return storing(
                byPart.partitionBy(new HashPartitioner(targets))
                        .values()
                        .mapPartitions(all -> stepped(all, step)));
    }

    private static Iterator<byte[]> stepped(Iterator<byte[]> runs, Step step)
            throws java.io.IOException {
        List<Record> records = new ArrayList<>();
        RecordTags.records(runs).forEachRemaining(records::add);
        Encoder encoder = new Encoder();
        step.run(new Part(records), encoder);
        return encoder.end().iterator();
    }

    private static List<Tuple2<Integer, byte[]>> byPart(
            Iterator<byte[]> runs, GroupKey key, int parts) {
        RecordTags tags = new RecordTags();
        RecordRun[] byPart = new RecordRun[parts];
        List<Tuple2<Integer, byte[]>> full = new ArrayList<>();
        Iterator<Record> records = RecordTags.records(runs);
        while (records.hasNext()) {
            Record record = records.next();
            int part = (int) Long.remainderUnsigned(key.of(record), parts);
            if (byPart[part] == null) {
                byPart[part] = new RecordRun();
            }
            tags.add(record, byPart[part]);
            if (byPart[part].size() >= SHUFFLED_BYTES) {
                full.add(new Tuple2<>(part, byPart[part].take()));
            }
        }
        for (int part = 0; part < parts; part++) {
            if (byPart[part] != null && byPart[part].count() > 0) {
                full.add(new Tuple2<>(part, byPart[part].take()));
            }
        }
        return full;
    }

    /** Turns records into runs. */
    private static final class Encoder implements Consumer<Record> {
        private final RecordTags tags = new RecordTags();
        private final RecordRun run = new RecordRun();
        private final Queue<byte[]> full = new ArrayDeque<>();

        @Override
        public void accept(Record record) {
            tags.add(record, run);
            if (run.size() >= RUN_BYTES) {
                full.add(run.take());
            }
        }

        Queue<byte[]> end() {
            if (run.count() > 0) {
                full.add(run.take());
            }
            return full;
        }
    }

    /** What becomes of records one by one, as runs, while they come. */
    private static final class Encoded implements Iterator<byte[]> {
        private final Iterator<Record> records;
        private final Each function;
        private final Encoder encoder = new Encoder();

        Encoded(Iterator<Record> records, Each function) {
            this.records = records;
            this.function = function;
        }

        @Override
        public boolean hasNext() {
            while (encoder.full.isEmpty() && records.hasNext()) {
                function.of(records.next(), encoder);
            }
            return !encoder.full.isEmpty() || !encoder.end().isEmpty();
        }

        @Override
        public byte[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return encoder.full.remove();
        }
    }
}
