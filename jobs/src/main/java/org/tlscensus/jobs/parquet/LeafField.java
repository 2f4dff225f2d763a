package org.tlscensus.jobs.parquet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.tlscensus.jobs.schema.BytesReader;

/** A field without parts, which is one column. Types are those that Spark gives such columns. */
abstract class LeafField extends Field {
    private final PrimitiveTypeName primitive;
    private final LogicalTypeAnnotation meaning;
    private final boolean isZero;
    final int there;
    Column column;

    private LeafField(
            Place place,
            Class<?> type,
            PrimitiveTypeName primitive,
            LogicalTypeAnnotation meaning) {
        super(place);
        this.primitive = primitive;
        this.meaning = meaning;
        isZero = type.isPrimitive();
        there = place.there();
    }

    static LeafField of(Class<?> type, Place place) {
        if (type == String.class) {
            return new OfBytes(place, type, LogicalTypeAnnotation.stringType());
        } else if (type == byte[].class) {
            return new OfBytes(place, type, null);
        } else if (type == boolean.class || type == Boolean.class) {
            return new OfBoolean(place, type);
        } else if (type == int.class || type == Integer.class) {
            return new OfInt(place, type, null);
        } else if (type == long.class || type == Long.class) {
            return new OfLong(place, type);
        } else if (type == double.class || type == Double.class) {
            return new OfDouble(place, type);
        } else if (type == Instant.class) {
            return new OfInstant(place);
        } else if (type == LocalDate.class) {
            return new OfInt(place, type, LogicalTypeAnnotation.dateType());
        }
        throw new IllegalArgumentException("no column for " + type);
    }

    @Override
    Type named(String name) {
        return Types.primitive(primitive, place.word()).as(meaning).named(name);
    }

    @Override
    void bind(MessageType schema, String[] path, Function<ColumnDescriptor, Column> columns) {
        column = columns.apply(schema.getColumnDescription(path.clone()));
    }

    @Override
    final void absent(int repetition) {
        if (isZero) {
            zero(repetition);
        } else {
            column.nulls(repetition, place.definition(), 1);
        }
    }

    @Override
    final void missing(int repetition, int definition, int count) {
        column.nulls(repetition, definition, count);
    }

    @Override
    final void settle() {}

    /** Writes zero or false. */
    void zero(int repetition) {
        throw new IllegalStateException("no primitive type");
    }

    /** Text in UTF-8, and bytes. */
    private static final class OfBytes extends LeafField {
        OfBytes(Place place, Class<?> type, LogicalTypeAnnotation meaning) {
            super(place, type, PrimitiveTypeName.BINARY, meaning);
        }

        @Override
        void write(BytesReader in, int repetition) {
            int length = in.count();
            column.add(in.bytes(), in.skip(length), length, repetition, there);
        }
    }

    private static final class OfBoolean extends LeafField {
        private final boolean isPrimitive;

        OfBoolean(Place place, Class<?> type) {
            super(place, type, PrimitiveTypeName.BOOLEAN, null);
            isPrimitive = type.isPrimitive();
        }

        @Override
        void write(BytesReader in, int repetition) {
            boolean value = isPrimitive || in.number(0, 1) == 1;
            column.add(value, repetition, there);
        }

        @Override
        void zero(int repetition) {
            column.add(false, repetition, there);
        }
    }

    /** Numbers and days since the epoch. */
    private static final class OfInt extends LeafField {
        OfInt(Place place, Class<?> type, LogicalTypeAnnotation meaning) {
            super(place, type, PrimitiveTypeName.INT32, meaning);
        }

        @Override
        void write(BytesReader in, int repetition) {
            int value = (int) in.number(Integer.MIN_VALUE, Integer.MAX_VALUE);
            column.add(value, repetition, there);
        }

        @Override
        void zero(int repetition) {
            column.add(0, repetition, there);
        }
    }

    private static final class OfLong extends LeafField {
        OfLong(Place place, Class<?> type) {
            super(place, type, PrimitiveTypeName.INT64, null);
        }

        @Override
        void write(BytesReader in, int repetition) {
            column.add(in.number(), repetition, there);
        }

        @Override
        void zero(int repetition) {
            column.add(0L, repetition, there);
        }
    }

    private static final class OfDouble extends LeafField {
        OfDouble(Place place, Class<?> type) {
            super(place, type, PrimitiveTypeName.DOUBLE, null);
        }

        @Override
        void write(BytesReader in, int repetition) {
            double value = Double.longBitsToDouble(in.eightBytes());
            column.add(value, repetition, there);
        }

        @Override
        void zero(int repetition) {
            column.add(0.0, repetition, there);
        }
    }

    /** Microseconds since the epoch, rounded down. */
    private static final class OfInstant extends LeafField {
        private static final long MICROS_PER_SECOND = 1_000_000;

        OfInstant(Place place) {
            super(
                    place,
                    Instant.class,
                    PrimitiveTypeName.INT64,
                    LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS));
        }

        @Override
        void write(BytesReader in, int repetition) {
            long seconds = Math.multiplyExact(in.number(), MICROS_PER_SECOND);
            long micros = Math.addExact(seconds, in.number(0, 999_999_999) / 1000);
            column.add(micros, repetition, there);
        }
    }
}
