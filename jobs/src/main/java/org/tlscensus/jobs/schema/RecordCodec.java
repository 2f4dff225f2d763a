package org.tlscensus.jobs.schema;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.tlscensus.core.row.Meaning;

/**
 * Turns the records of a class into Spark's internal rows and back. Components are columns, in
 * their order; a primitive one is never null.
 */
public final class RecordCodec<T extends Record> {
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
    private static final MethodType MAKER = MethodType.methodType(Object.class, Object[].class);

    private static final ClassValue<RecordCodec<?>> CODECS =
            new ClassValue<>() {
                @Override
                protected RecordCodec<?> computeValue(Class<?> type) {
                    return new RecordCodec<>(type.asSubclass(Record.class));
                }
            };

    private final Class<T> type;
    private final StructType schema;
    private final MethodHandle[] getters;
    private final MethodHandle maker;
    private final ValueCodec[] codecs;

    private RecordCodec(Class<T> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        codecs =
                Stream.of(components)
                        .map(component -> ValueCodec.of(component.getGenericType()))
                        .toArray(ValueCodec[]::new);
        StructField[] fields = new StructField[components.length];
        getters = new MethodHandle[components.length];
        Class<?>[] types = new Class<?>[components.length];
        try {
            MethodHandles.Lookup lookup =
                    MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            for (int i = 0; i < components.length; i++) {
                fields[i] = field(components[i], codecs[i]);
                types[i] = components[i].getType();
                getters[i] = lookup.unreflect(components[i].getAccessor()).asType(GETTER);
            }
            maker =
                    lookup.findConstructor(type, MethodType.methodType(void.class, types))
                            .asSpreader(Object[].class, types.length)
                            .asType(MAKER);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no access to " + type, e);
        }
        schema = DataTypes.createStructType(fields);
    }

    private static StructField field(RecordComponent component, ValueCodec codec) {
        Meaning meaning = component.getAnnotation(Meaning.class);
        Metadata metadata =
                meaning == null
                        ? Metadata.empty()
                        : new MetadataBuilder().putString("comment", meaning.value()).build();
        return DataTypes.createStructField(
                SnakeCase.of(component.getName()),
                codec.type(),
                !component.getType().isPrimitive(),
                metadata);
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
        Object[] values = new Object[getters.length];
        for (int i = 0; i < values.length; i++) {
            Object value = component(i, record);
            values[i] = value == null ? null : codecs[i].toSpark().apply(value);
        }
        return new GenericInternalRow(values);
    }

    private Object component(int index, Object record) {
        try {
            return (Object) getters[index].invokeExact(record);
        } catch (Throwable e) { // an accessor of a record throws nothing
            throw new IllegalStateException(e);
        }
    }

    /** The row, whose columns are in the components' order, as a record that shares nothing. */
    public T toRecord(InternalRow row) {
        Object[] values = new Object[codecs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.isNullAt(i) ? null : codecs[i].read(row, i);
        }
        try {
            return type.cast((Object) maker.invokeExact(values));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) { // the records here declare no checked exception
            throw new IllegalStateException(e);
        }
    }
}
