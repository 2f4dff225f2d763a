package org.tlscensus.jobs.parquet;

import java.lang.reflect.ParameterizedType;
import java.util.Map;
import java.util.function.Function;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.tlscensus.jobs.schema.BytesReader;

/**
 * A field of a file's schema. Moves values from the bytes of {@link
 * org.tlscensus.jobs.schema.RecordBytes} into the columns below it, with their levels: how many of
 * the fields on a column's path that need not be there are there (definition), and which of the
 * repeated ones on it goes on (repetition).
 */
abstract class Field {
    /**
     * Where a field stands.
     *
     * @param isRequired it is there whenever the field around it is
     * @param definition level of the field around it
     * @param repetition how many repeated fields are around it
     */
    record Place(boolean isRequired, int definition, int repetition) {
        static final Place TOP = new Place(true, 0, 0);

        /** The definition level of what is there. */
        int there() {
            return isRequired ? definition : definition + 1;
        }

        /** The place of a field in a field that stands here. */
        Place field(boolean isRequired) {
            return new Place(isRequired, there(), repetition);
        }

        /** The place of an element, key or value, in a list or map that stands here. */
        Place element() {
            return new Place(true, there() + 1, repetition + 1);
        }

        Repetition word() {
            return isRequired ? Repetition.REQUIRED : Repetition.OPTIONAL;
        }
    }

    final Place place;

    Field(Place place) {
        this.place = place;
    }

    /** The field of values of a Java type. */
    static Field of(java.lang.reflect.Type type, Place place) {
        if (type instanceof ParameterizedType generic) {
            java.lang.reflect.Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class
                    ? new MapField(arguments[0], arguments[1], place)
                    : new ListField(arguments[0], place);
        }
        Class<?> plain = (Class<?>) type;
        return plain.isRecord()
                ? new RecordField(plain.asSubclass(Record.class), place)
                : LeafField.of(plain, place);
    }

    /** The field in the schema. */
    abstract Type named(String name);

    /** Takes the columns of a row group. */
    abstract void bind(
            MessageType schema, String[] path, Function<ColumnDescriptor, Column> columns);

    /** Moves the value that comes next. */
    abstract void write(BytesReader in, int repetition);

    /**
     * Writes what a value is when its bit is not set: null, but zero where the type is primitive.
     */
    void absent(int repetition) {
        missing(repetition, place.definition(), 1);
    }

    /**
     * Writes that nothing is there, and of the fields around it only those up to a level.
     *
     * @param count how often; more than once only in rows of their own
     */
    abstract void missing(int repetition, int definition, int count);

    /** Brings to the columns what was put off. */
    abstract void settle();
}
