package org.tlscensus.jobs.schema;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Turns the records of a class into Spark's internal rows and back, so that tests see what Spark
 * writes and reads of them. Components are columns, in their order; a primitive one is never null.
 */
public final class RecordCodec<T extends Record> {
    private static final ClassValue<RecordCodec<?>> CODECS =
            new ClassValue<>() {
                @Override
                protected RecordCodec<?> computeValue(Class<?> type) {
                    return new RecordCodec<>(type.asSubclass(Record.class));
                }
            };

    private final Class<T> type;
    private final RecordAccess access;
    private final ValueCodec[] codecs;
    private final StructType schema;

    private RecordCodec(Class<T> type) {
        this.type = type;
        access = new RecordAccess(type);
        codecs = new ValueCodec[access.count()];
        for (int i = 0; i < codecs.length; i++) {
            codecs[i] = ValueCodec.of(access.component(i).getGenericType());
        }
        schema = RecordSchema.of(type);
    }

    /** The codec of a record class. */
    @SuppressWarnings("unchecked") // a class' codec is made for that class
    public static <T extends Record> RecordCodec<T> of(Class<T> type) {
        return (RecordCodec<T>) CODECS.get(type);
    }

    Class<T> type() {
        return type;
    }

    /** The columns. */
    public StructType schema() {
        return schema;
    }

    /** The record as a new row. */
    public InternalRow toRow(T record) {
        Object[] values = new Object[codecs.length];
        for (int i = 0; i < values.length; i++) {
            Object value = access.get(i, record);
            values[i] = value == null ? null : codecs[i].toSpark().apply(value);
        }
        return new GenericInternalRow(values);
    }

    /** The row, whose columns are in the components' order, as a record that shares nothing. */
    public T toRecord(InternalRow row) {
        Object[] values = new Object[codecs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.isNullAt(i) ? null : codecs[i].read(row, i);
        }
        return type.cast(access.make(values));
    }
}
