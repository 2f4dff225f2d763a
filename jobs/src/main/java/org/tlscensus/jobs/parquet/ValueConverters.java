package org.tlscensus.jobs.parquet;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;

/** Make values of Java types of what Parquet's reader finds in the columns. */
final class ValueConverters {
    private ValueConverters() {}

    /**
     * The converter of a column.
     *
     * @param inFile the column as the file has it
     * @param taker gets each value
     */
    static Converter of(Type type, org.apache.parquet.schema.Type inFile, Consumer<Object> taker) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class
                    ? new OfMap(arguments, inFile.asGroupType(), taker)
                    : new OfList(arguments[0], inFile.asGroupType(), taker);
        }
        Class<?> plain = (Class<?>) type;
        return plain.isRecord()
                ? new RecordConverter(plain.asSubclass(Record.class), inFile.asGroupType(), taker)
                : primitive(plain, taker);
    }

    private static Converter primitive(Class<?> type, Consumer<Object> taker) {
        if (type == String.class) {
            return new OfBytes(Binary::toStringUsingUTF8, taker);
        } else if (type == byte[].class) {
            return new OfBytes(Binary::getBytes, taker);
        } else if (type == int.class || type == Integer.class) {
            return new OfNumber(value -> (int) value, taker);
        } else if (type == Instant.class) {
            return new OfNumber(value -> Instant.EPOCH.plus(value, ChronoUnit.MICROS), taker);
        } else if (type == LocalDate.class) {
            return new OfNumber(LocalDate::ofEpochDay, taker);
        }
        return new OfNumber(value -> value, taker); // doubles and booleans come by their own calls
    }

    private interface FromLong {
        Object of(long value);
    }

    private static final class OfNumber extends PrimitiveConverter {
        private final FromLong from;
        private final Consumer<Object> taker;

        OfNumber(FromLong from, Consumer<Object> taker) {
            this.from = from;
            this.taker = taker;
        }

        @Override
        public void addInt(int value) {
            taker.accept(from.of(value));
        }

        @Override
        public void addLong(long value) {
            taker.accept(from.of(value));
        }

        @Override
        public void addDouble(double value) {
            taker.accept(value);
        }

        @Override
        public void addBoolean(boolean value) {
            taker.accept(value);
        }
    }

    /** Text and bytes. What a dictionary holds is made once. */
    private static final class OfBytes extends PrimitiveConverter {
        private final Function<Binary, Object> from;
        private final Consumer<Object> taker;
        private Object[] known;

        OfBytes(Function<Binary, Object> from, Consumer<Object> taker) {
            this.from = from;
            this.taker = taker;
        }

        @Override
        public boolean hasDictionarySupport() {
            return true;
        }

        @Override
        public void setDictionary(Dictionary dictionary) {
            known = new Object[dictionary.getMaxId() + 1];
            for (int i = 0; i < known.length; i++) {
                known[i] = from.apply(dictionary.decodeToBinary(i));
            }
        }

        @Override
        public void addValueFromDictionary(int id) {
            taker.accept(known[id]);
        }

        @Override
        public void addBinary(Binary value) {
            taker.accept(from.apply(value));
        }
    }

    /**
     * The one converter of a group with some fields, which tells when the group begins and ends.
     */
    private static final class Group extends GroupConverter {
        private final Runnable start;
        private final Runnable end;
        private final Converter[] fields;

        Group(Runnable start, Runnable end, Converter... fields) {
            this.start = start;
            this.end = end;
            this.fields = fields;
        }

        @Override
        public Converter getConverter(int index) {
            return fields[index];
        }

        @Override
        public void start() {
            start.run();
        }

        @Override
        public void end() {
            end.run();
        }
    }

    private static final class OfList extends GroupConverter {
        private final Consumer<Object> taker;
        private final List<Object> elements = new ArrayList<>();
        private final Converter list;

        OfList(Type element, GroupType inFile, Consumer<Object> taker) {
            this.taker = taker;
            GroupType repeated = inFile.getType(0).asGroupType();
            list = new Group(() -> {}, () -> {}, of(element, repeated.getType(0), elements::add));
        }

        @Override
        public Converter getConverter(int index) {
            return list;
        }

        @Override
        public void start() {
            elements.clear();
        }

        @Override
        public void end() {
            taker.accept(List.copyOf(elements));
        }
    }

    private static final class OfMap extends GroupConverter {
        private final Consumer<Object> taker;
        private final Converter entries;
        private Map<Object, Object> map;
        private Object key;
        private Object value;

        OfMap(Type[] types, GroupType inFile, Consumer<Object> taker) {
            this.taker = taker;
            GroupType repeated = inFile.getType(0).asGroupType();
            entries =
                    new Group(
                            () -> {},
                            () -> map.put(key, value),
                            of(types[0], repeated.getType(0), each -> key = each),
                            of(types[1], repeated.getType(1), each -> value = each));
        }

        @Override
        public Converter getConverter(int index) {
            return entries;
        }

        @Override
        public void start() {
            map = new LinkedHashMap<>();
        }

        @Override
        public void end() {
            taker.accept(map);
        }
    }
}
