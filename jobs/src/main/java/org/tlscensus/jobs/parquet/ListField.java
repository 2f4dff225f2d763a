package org.tlscensus.jobs.parquet;

import java.util.Arrays;
import java.util.function.Function;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.tlscensus.jobs.schema.BytesReader;

/** A list, in the three levels that Parquet's specification wants. */
final class ListField extends Field {
    private final Field element;

    ListField(java.lang.reflect.Type type, Place place) {
        super(place);
        element = Field.of(type, place.element());
    }

    @Override
    Type named(String name) {
        return Types.list(place.word()).element(element.named("element")).named(name);
    }

    @Override
    void bind(MessageType schema, String[] path, Function<ColumnDescriptor, Column> columns) {
        String[] longer = Arrays.copyOf(path, path.length + 2);
        longer[path.length] = "list";
        longer[path.length + 1] = "element";
        element.bind(schema, longer, columns);
    }

    @Override
    void write(BytesReader in, int repetition) {
        int count = in.count();
        if (count == 0) {
            element.missing(repetition, place.there(), 1);
        }
        for (int i = 0; i < count; i++) {
            element.write(in, i == 0 ? repetition : element.place.repetition());
        }
    }

    @Override
    void missing(int repetition, int definition, int count) {
        element.missing(repetition, definition, count);
    }

    @Override
    void settle() {
        element.settle();
    }
}
