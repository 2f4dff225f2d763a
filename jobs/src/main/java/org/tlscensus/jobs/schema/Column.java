package org.tlscensus.jobs.schema;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tlscensus.core.row.Meaning;

/**
 * A column of a table, for people. Knows no Spark, so that it is told at once.
 *
 * @param type as in SQL: STRING, ARRAY&lt;INT&gt;, STRUCT, …
 * @param meaning what it holds, with its unit
 * @param fields columns of a STRUCT
 */
public record Column(String name, String type, String meaning, List<Column> fields) {
    private static final Map<Class<?>, String> TYPES =
            Map.ofEntries(
                    Map.entry(String.class, "STRING"),
                    Map.entry(byte[].class, "BINARY"),
                    Map.entry(boolean.class, "BOOLEAN"),
                    Map.entry(Boolean.class, "BOOLEAN"),
                    Map.entry(int.class, "INT"),
                    Map.entry(Integer.class, "INT"),
                    Map.entry(long.class, "BIGINT"),
                    Map.entry(Long.class, "BIGINT"),
                    Map.entry(double.class, "DOUBLE"),
                    Map.entry(Double.class, "DOUBLE"),
                    Map.entry(Instant.class, "TIMESTAMP"),
                    Map.entry(LocalDate.class, "DATE"));

    /** The columns that a record class defines. */
    static List<Column> of(Class<?> record) {
        return Stream.of(record.getRecordComponents()).map(Column::of).toList();
    }

    private static Column of(RecordComponent component) {
        Meaning meaning = component.getAnnotation(Meaning.class);
        return new Column(
                SnakeCase.of(component.getName()),
                typeWord(component.getGenericType()),
                meaning == null ? "" : meaning.value(),
                component.getType().isRecord() ? of(component.getType()) : List.of());
    }

    private static String typeWord(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class
                    ? "MAP<" + typeWord(arguments[0]) + "," + typeWord(arguments[1]) + ">"
                    : "ARRAY<" + typeWord(arguments[0]) + ">";
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return "STRUCT";
        }
        String word = TYPES.get(plain);
        if (word == null) {
            throw new IllegalArgumentException("no column type for " + plain);
        }
        return word;
    }
}
