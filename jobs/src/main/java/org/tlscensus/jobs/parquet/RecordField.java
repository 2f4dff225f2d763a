package org.tlscensus.jobs.parquet;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.tlscensus.jobs.schema.BytesReader;
import org.tlscensus.jobs.schema.SnakeCase;

/** A record in a record, or the columns that a record class gives to a table. */
final class RecordField extends Field {
    private final String[] names;
    private final Field[] fields;
    private final int bitBytes;

    // Rows without it are told to its columns together, before the next one that has it.
    private int putOff;
    private int putOffDefinition;

    RecordField(Class<? extends Record> type, Place place) {
        super(place);
        RecordComponent[] components = type.getRecordComponents();
        names = new String[components.length];
        fields = new Field[components.length];
        bitBytes = Math.max(1, (components.length + 7) / 8);
        for (int i = 0; i < fields.length; i++) {
            names[i] = SnakeCase.of(components[i].getName());
            boolean isRequired = components[i].getType().isPrimitive();
            fields[i] = Field.of(components[i].getGenericType(), place.field(isRequired));
        }
    }

    /** Its fields in the schema. */
    List<Type> types() {
        List<Type> types = new ArrayList<>();
        for (int i = 0; i < fields.length; i++) {
            types.add(fields[i].named(names[i]));
        }
        return types;
    }

    @Override
    Type named(String name) {
        return new GroupType(place.word(), name, types());
    }

    @Override
    void bind(MessageType schema, String[] path, Function<ColumnDescriptor, Column> columns) {
        String[] longer = Arrays.copyOf(path, path.length + 1);
        for (int i = 0; i < fields.length; i++) {
            longer[path.length] = names[i];
            fields[i].bind(schema, longer, columns);
        }
    }

    @Override
    void write(BytesReader in, int repetition) {
        if (putOff > 0) {
            writePutOff();
        }
        int bits = in.skip(bitBytes);
        for (int i = 0; i < fields.length; i++) {
            if (in.hasBit(bits, i)) {
                fields[i].write(in, repetition);
            } else {
                fields[i].absent(repetition);
            }
        }
    }

    @Override
    void missing(int repetition, int definition, int count) {
        if (place.repetition() > 0) {
            writeMissing(repetition, definition, count);
            return;
        }
        if (definition != putOffDefinition && putOff > 0) {
            writePutOff();
        }
        putOffDefinition = definition;
        putOff += count;
    }

    private void writeMissing(int repetition, int definition, int count) {
        for (Field field : fields) {
            field.missing(repetition, definition, count);
        }
    }

    private void writePutOff() {
        int count = putOff;
        putOff = 0;
        writeMissing(0, putOffDefinition, count);
    }

    @Override
    void settle() {
        if (putOff > 0) {
            writePutOff();
        }
        for (Field field : fields) {
            field.settle();
        }
    }
}
