package org.tlscensus.jobs.schema;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tlscensus.core.row.Meaning;

/**
 * The columns of a record class, as Spark knows them: components in their order, of which a
 * primitive one is never null.
 */
public final class RecordSchema {
    private static final Map<Class<?>, DataType> PLAIN =
            Map.ofEntries(
                    Map.entry(String.class, DataTypes.StringType),
                    Map.entry(byte[].class, DataTypes.BinaryType),
                    Map.entry(boolean.class, DataTypes.BooleanType),
                    Map.entry(Boolean.class, DataTypes.BooleanType),
                    Map.entry(int.class, DataTypes.IntegerType),
                    Map.entry(Integer.class, DataTypes.IntegerType),
                    Map.entry(long.class, DataTypes.LongType),
                    Map.entry(Long.class, DataTypes.LongType),
                    Map.entry(double.class, DataTypes.DoubleType),
                    Map.entry(Double.class, DataTypes.DoubleType),
                    Map.entry(Instant.class, DataTypes.TimestampType),
                    Map.entry(LocalDate.class, DataTypes.DateType));

    private static final ClassValue<StructType> SCHEMAS =
            new ClassValue<>() {
                @Override
                protected StructType computeValue(Class<?> type) {
                    return DataTypes.createStructType(
                            Stream.of(type.getRecordComponents())
                                    .map(RecordSchema::field)
                                    .toList());
                }
            };

    private RecordSchema() {}

    /** The columns; each file that is written tells them. */
    public static StructType of(Class<? extends Record> type) {
        return SCHEMAS.get(type);
    }

    private static StructField field(RecordComponent component) {
        Meaning meaning = component.getAnnotation(Meaning.class);
        Metadata metadata =
                meaning == null
                        ? Metadata.empty()
                        : new MetadataBuilder().putString("comment", meaning.value()).build();
        return DataTypes.createStructField(
                SnakeCase.of(component.getName()),
                type(component.getGenericType()),
                !component.getType().isPrimitive(),
                metadata);
    }

    private static DataType type(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class
                    ? DataTypes.createMapType(type(arguments[0]), type(arguments[1]), false)
                    : DataTypes.createArrayType(type(arguments[0]), false);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return of(plain.asSubclass(Record.class));
        }
        DataType known = PLAIN.get(plain);
        if (known == null) {
            throw new IllegalArgumentException("no column type for " + type);
        }
        return known;
    }
}
