package org.tlscensus.jobs.ocsp;

import java.io.Serializable;
import java.util.function.Consumer;

/** Records of several kinds: in the memory of one task, or spread over a cluster. */
interface RecordSet {
    /** What becomes of one record. */
    @FunctionalInterface
    interface Each extends Serializable {
        void of(Record record, Consumer<Record> out);
    }

    /** The records of both. */
    RecordSet and(RecordSet other);

    /** What becomes of each record. */
    RecordSet each(Each function);

    /** What a step makes of them, in whatever parts they are. It runs once. */
    RecordSet inParts(Step step);

    /** What a step makes of them, all of a key in the same part. It runs once for each part. */
    RecordSet grouped(GroupKey key, Step step);

    /** The records of a class. */
    default <T extends Record> RecordSet only(Class<T> type) {
        return each(
                (record, out) -> {
                    if (type.isInstance(record)) {
                        out.accept(record);
                    }
                });
    }

    /** What becomes of each record of a class; the others are left out. */
    default <T extends Record> RecordSet each(Class<T> type, EachOf<T> function) {
        return each(
                (record, out) -> {
                    if (type.isInstance(record)) {
                        function.of(type.cast(record), out);
                    }
                });
    }

    /** What becomes of one record of a class. */
    @FunctionalInterface
    interface EachOf<T extends Record> extends Serializable {
        void of(T record, Consumer<Record> out);
    }
}
