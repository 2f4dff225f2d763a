package org.tlscensus.jobs.ocsp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Records in memory, by their class: all of some keys. */
final class Part {
    private final Map<Class<?>, List<Record>> byClass = new HashMap<>();

    Part(Iterable<? extends Record> records) {
        records.forEach(this::add);
    }

    private void add(Record record) {
        byClass.computeIfAbsent(record.getClass(), type -> new ArrayList<>()).add(record);
    }

    /** The records of a class. */
    @SuppressWarnings("unchecked") // the list was made of records of the class
    <T extends Record> List<T> of(Class<T> type) {
        return (List<T>) byClass.getOrDefault(type, List.of());
    }

    /** The records of a class in order. */
    <T extends Record> List<T> sorted(Class<T> type, Comparator<T> order) {
        List<T> sorted = new ArrayList<>(of(type));
        sorted.sort(order);
        return sorted;
    }

    /**
     * The records of a class that have a key with one that asks, key by key, in order. Mostly few
     * ask, so the others are not sorted.
     */
    <T extends Record, K> Collection<List<T>> asked(
            Class<T> type, Function<T, K> key, Predicate<T> asks, Comparator<T> order) {
        Map<K, List<T>> groups = new HashMap<>();
        for (T record : of(type)) {
            if (asks.test(record)) {
                groups.computeIfAbsent(key.apply(record), k -> new ArrayList<>());
            }
        }
        for (T record : of(type)) {
            List<T> group = groups.get(key.apply(record));
            if (group != null) {
                group.add(record);
            }
        }
        groups.values().forEach(group -> group.sort(order));
        return groups.values();
    }

    /** The records of a class by a key, as they came. */
    <T extends Record, K> Map<K, List<T>> by(Class<T> type, Function<T, K> key) {
        Map<K, List<T>> groups = new LinkedHashMap<>();
        for (T record : of(type)) {
            groups.computeIfAbsent(key.apply(record), k -> new ArrayList<>()).add(record);
        }
        return groups;
    }
}
