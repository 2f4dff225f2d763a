package org.tlscensus.jobs.parquet;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.tlscensus.jobs.schema.RecordAccess;
import org.tlscensus.jobs.schema.Table;

/** Records whose values are made up, whatever the class. Times are whole microseconds. */
final class MadeRecords {
    /** How much of a record is there. */
    enum Kind {
        NOTHING,
        EMPTY,
        EVERYTHING,
        SOME
    }

    private final Random random;
    private final int repeated; // of ten texts

    private MadeRecords(long seed, int repeated) {
        random = new Random(seed);
        this.repeated = repeated;
    }

    MadeRecords(long seed) {
        this(seed, 5);
    }

    /** Records no two of which have a text in common, but for short ones. */
    static MadeRecords withoutRepetition(long seed) {
        return new MadeRecords(seed, 0);
    }

    /** Rows of a table, of all kinds. */
    List<Record[]> rows(Table table, int count) {
        List<Record[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Kind kind = i < 6 ? Kind.values()[i % 3] : Kind.SOME;
            rows.add(
                    table.records().stream()
                            .map(type -> record(type, kind))
                            .toArray(Record[]::new));
        }
        return rows;
    }

    /** A record of a class. */
    <T extends Record> T record(Class<T> type, Kind kind) {
        RecordAccess access = new RecordAccess(type);
        Object[] values = new Object[access.count()];
        for (int i = 0; i < values.length; i++) {
            RecordComponent component = access.component(i);
            boolean isThere =
                    switch (kind) {
                        case NOTHING -> component.getType().isPrimitive();
                        case EMPTY, EVERYTHING -> true;
                        case SOME -> component.getType().isPrimitive() || random.nextInt(3) > 0;
                    };
            values[i] = isThere ? value(component.getGenericType(), kind) : null;
        }
        return type.cast(access.make(values));
    }

    private Object value(Type type, Kind kind) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            int size =
                    switch (kind) {
                        case NOTHING, EMPTY -> 0;
                        case EVERYTHING -> 3;
                        case SOME -> random.nextInt(4);
                    };
            return generic.getRawType() == Map.class
                    ? map(arguments, size, kind)
                    : list(arguments[0], size, kind);
        }
        Class<?> plain = (Class<?>) type;
        return plain.isRecord()
                ? record(plain.asSubclass(Record.class), kind)
                : plain(plain, kind == Kind.NOTHING || kind == Kind.EMPTY);
    }

    private List<Object> list(Type element, int size, Kind kind) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(value(element, kind));
        }
        return List.copyOf(list);
    }

    private Map<Object, Object> map(Type[] types, int size, Kind kind) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(value(types[0], kind), value(types[1], kind));
        }
        return map;
    }

    private Object plain(Class<?> type, boolean isZero) {
        long number = isZero ? 0 : random.nextLong() >> random.nextInt(64);
        if (type == String.class) {
            return isZero ? "" : text();
        } else if (type == byte[].class) {
            return isZero ? new byte[0] : bytes();
        } else if (type == boolean.class || type == Boolean.class) {
            return (number & 1) == 1;
        } else if (type == int.class || type == Integer.class) {
            return (int) number;
        } else if (type == long.class || type == Long.class) {
            return number;
        } else if (type == double.class || type == Double.class) {
            return isZero ? 0.0 : random.nextGaussian();
        } else if (type == Instant.class) {
            return Instant.EPOCH.plus(number >> 8, ChronoUnit.MICROS);
        } else if (type == LocalDate.class) {
            return LocalDate.ofEpochDay(number % 100_000);
        }
        throw new IllegalArgumentException("no value of " + type);
    }

    /** Often the same, sometimes never seen before. */
    private String text() {
        return random.nextInt(10) < repeated
                ? "grüße, 世界 " + random.nextInt(5)
                : HexFormat.of().formatHex(bytes());
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(40)];
        random.nextBytes(bytes);
        return bytes;
    }
}
