package org.tlscensus.jobs.parquet;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.tlscensus.jobs.schema.RecordAccess;
import org.tlscensus.jobs.schema.SnakeCase;

/** Makes records of a class, for a record in a record or for a whole row. */
final class RecordConverter extends GroupConverter {
    private static final Map<Class<?>, Object> ZEROS =
            Map.of(boolean.class, false, int.class, 0, long.class, 0L, double.class, 0.0);

    private final RecordAccess access;
    private final Consumer<Object> taker;
    private final Object[] absent;
    private final Object[] values;
    private final Converter[] fields; // of the file

    /**
     * @param inFile the columns to read, in the file's order; a component without one is null, or
     *     zero
     * @param taker gets each record
     */
    RecordConverter(Class<? extends Record> type, GroupType inFile, Consumer<Object> taker) {
        this.taker = taker;
        access = new RecordAccess(type);
        absent = new Object[access.count()];
        values = new Object[absent.length];
        fields = new Converter[inFile.getFieldCount()];
        for (int i = 0; i < absent.length; i++) {
            int at = i;
            absent[i] = ZEROS.get(access.component(i).getType());
            String name = SnakeCase.of(access.component(i).getName());
            if (inFile.containsField(name)) {
                int index = inFile.getFieldIndex(name);
                fields[index] =
                        ValueConverters.of(
                                access.component(i).getGenericType(),
                                inFile.getType(index),
                                value -> values[at] = value);
            }
        }
    }

    /** The converter of a column; null for one that is none of its own. */
    @Override
    public Converter getConverter(int index) {
        return fields[index];
    }

    @Override
    public void start() {
        System.arraycopy(absent, 0, values, 0, values.length);
    }

    @Override
    public void end() {
        taker.accept(access.make(values));
    }
}
