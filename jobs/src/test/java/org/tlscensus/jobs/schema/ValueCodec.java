package org.tlscensus.jobs.schema;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Turns values of one Java type into Spark's internal ones and back; null is the caller's business.
 *
 * @param type the column type
 * @param toSpark from the record's value
 * @param toJava to the record's value, which shares nothing with the row
 * @param getter Spark's value of a row or array
 */
record ValueCodec(
        DataType type,
        UnaryOperator<Object> toSpark,
        UnaryOperator<Object> toJava,
        BiFunction<SpecializedGetters, Integer, Object> getter) {

    ValueCodec(DataType type, UnaryOperator<Object> toSpark, UnaryOperator<Object> toJava) {
        this(type, toSpark, toJava, getter(type));
    }

    /**
     * Reads a value of the type. Spark's own getter of any type looks its configuration up for each
     * value.
     */
    private static BiFunction<SpecializedGetters, Integer, Object> getter(DataType type) {
        if (type instanceof StructType struct) {
            int fields = struct.fields().length;
            return (row, at) -> row.getStruct(at, fields);
        } else if (type instanceof ArrayType) {
            return SpecializedGetters::getArray;
        } else if (type instanceof MapType) {
            return SpecializedGetters::getMap;
        } else if (type == DataTypes.StringType) {
            return SpecializedGetters::getUTF8String;
        } else if (type == DataTypes.BinaryType) {
            return SpecializedGetters::getBinary;
        } else if (type == DataTypes.BooleanType) {
            return SpecializedGetters::getBoolean;
        } else if (type == DataTypes.IntegerType) {
            return SpecializedGetters::getInt;
        } else if (type == DataTypes.DoubleType) {
            return SpecializedGetters::getDouble;
        }
        return SpecializedGetters::getLong; // timestamps too
    }

    /** The record's value of a column or element that is not null. */
    Object read(SpecializedGetters row, int at) {
        return toJava.apply(getter.apply(row, at));
    }

    static ValueCodec of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class
                    ? map(of(arguments[0]), of(arguments[1]))
                    : list(of(arguments[0]));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return struct(RecordCodec.of(plain.asSubclass(Record.class)));
        }
        if (plain == String.class) {
            return new ValueCodec(
                    DataTypes.StringType,
                    value -> UTF8String.fromString((String) value),
                    Object::toString);
        }
        if (plain == Instant.class) {
            return new ValueCodec(
                    DataTypes.TimestampType,
                    value -> micros((Instant) value),
                    value -> Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS));
        }
        if (plain == LocalDate.class) {
            return new ValueCodec(
                    DataTypes.DateType,
                    value -> Math.toIntExact(((LocalDate) value).toEpochDay()),
                    value -> LocalDate.ofEpochDay((Integer) value));
        }
        return new ValueCodec(plainType(plain), value -> value, value -> value);
    }

    private static DataType plainType(Class<?> type) {
        if (type == byte[].class) {
            return DataTypes.BinaryType;
        } else if (type == boolean.class || type == Boolean.class) {
            return DataTypes.BooleanType;
        } else if (type == int.class || type == Integer.class) {
            return DataTypes.IntegerType;
        } else if (type == long.class || type == Long.class) {
            return DataTypes.LongType;
        } else if (type == double.class || type == Double.class) {
            return DataTypes.DoubleType;
        }
        throw new IllegalArgumentException("no column type for " + type);
    }

    /** Microseconds since the epoch, rounded down. */
    private static long micros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }

    private static ValueCodec list(ValueCodec element) {
        return new ValueCodec(
                DataTypes.createArrayType(element.type, false),
                value -> array((List<?>) value, element),
                value -> listOf((ArrayData) value, element));
    }

    private static GenericArrayData array(Iterable<?> values, ValueCodec element) {
        List<Object> converted = new ArrayList<>();
        values.forEach(value -> converted.add(element.toSpark.apply(value)));
        return new GenericArrayData(converted.toArray());
    }

    private static List<Object> listOf(ArrayData array, ValueCodec element) {
        Object[] values = new Object[array.numElements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = element.read(array, i);
        }
        return List.of(values);
    }

    private static ValueCodec map(ValueCodec key, ValueCodec value) {
        return new ValueCodec(
                DataTypes.createMapType(key.type, value.type, false),
                object -> {
                    Map<?, ?> map = (Map<?, ?>) object;
                    return new ArrayBasedMapData(
                            array(map.keySet(), key), array(map.values(), value));
                },
                object -> mapOf((MapData) object, key, value));
    }

    private static Map<Object, Object> mapOf(MapData data, ValueCodec key, ValueCodec value) {
        List<Object> keys = listOf(data.keyArray(), key);
        List<Object> values = listOf(data.valueArray(), value);
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            map.put(keys.get(i), values.get(i));
        }
        return map;
    }

    private static <T extends Record> ValueCodec struct(RecordCodec<T> codec) {
        return new ValueCodec(
                codec.schema(),
                value -> codec.toRow(codec.type().cast(value)),
                value -> codec.toRecord((InternalRow) value));
    }
}
