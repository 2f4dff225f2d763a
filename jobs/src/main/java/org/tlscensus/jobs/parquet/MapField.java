package org.tlscensus.jobs.parquet;

import java.util.Arrays;
import java.util.function.Function;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.tlscensus.jobs.schema.BytesReader;

/** A map: a list of keys and values. */
final class MapField extends Field {
    private final Field key;
    private final Field value;

    MapField(java.lang.reflect.Type keyType, java.lang.reflect.Type valueType, Place place) {
        super(place);
        key = Field.of(keyType, place.element());
        value = Field.of(valueType, place.element());
    }

    @Override
    Type named(String name) {
        return Types.map(place.word())
                .key(key.named("key"))
                .value(value.named("value"))
                .named(name);
    }

    @Override
    void bind(MessageType schema, String[] path, Function<ColumnDescriptor, Column> columns) {
        String[] longer = Arrays.copyOf(path, path.length + 2);
        longer[path.length] = "key_value";
        longer[path.length + 1] = "key";
        key.bind(schema, longer, columns);
        longer[path.length + 1] = "value";
        value.bind(schema, longer, columns);
    }

    @Override
    void write(BytesReader in, int repetition) {
        int count = in.count();
        if (count == 0) {
            missing(repetition, place.there(), 1);
        }
        for (int i = 0; i < count; i++) {
            int level = i == 0 ? repetition : key.place.repetition();
            key.write(in, level);
            value.write(in, level);
        }
    }

    @Override
    void missing(int repetition, int definition, int count) {
        key.missing(repetition, definition, count);
        value.missing(repetition, definition, count);
    }

    @Override
    void settle() {
        key.settle();
        value.settle();
    }
}
