package org.tlscensus.jobs.query;

import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBStruct;

/** DuckDB's types and values as Spark has them. */
final class DuckTypes {
    private DuckTypes() {}

    /** A type in Spark's words. Sums of integers are BIGINT there. */
    static String spark(String type) {
        if (type.endsWith("]")) {
            return "ARRAY<" + spark(type.substring(0, type.lastIndexOf('['))) + ">";
        }
        if (type.startsWith("STRUCT(")) {
            return parts(type).stream()
                    .map(DuckTypes::field)
                    .collect(Collectors.joining(", ", "STRUCT<", ">"));
        }
        if (type.startsWith("MAP(")) {
            return parts(type).stream()
                    .map(DuckTypes::spark)
                    .collect(Collectors.joining(", ", "MAP<", ">"));
        }
        return switch (type) {
            case "VARCHAR", "UUID", "JSON" -> "STRING";
            case "BLOB" -> "BINARY";
            case "INTEGER", "USMALLINT" -> "INT";
            case "UTINYINT" -> "SMALLINT";
            case "HUGEINT", "UINTEGER", "UBIGINT", "UHUGEINT" -> "BIGINT";
            case "TIMESTAMP WITH TIME ZONE" -> "TIMESTAMP";
            default -> type;
        };
    }

    private static String field(String field) {
        boolean isQuoted = field.startsWith("\"");
        int end = isQuoted ? field.indexOf("\" ") + 1 : field.indexOf(' ');
        String name = isQuoted ? field.substring(1, end - 1) : field.substring(0, end);
        return name + ": " + spark(field.substring(end + 1));
    }

    /** What stands between the outer parentheses, cut at its commas. */
    private static List<String> parts(String type) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = type.indexOf('(') + 1;
        for (int i = start; i < type.length(); i++) {
            char c = type.charAt(i);
            boolean isEnd = depth == 0 && (c == ',' || c == ')');
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (isEnd) {
                parts.add(type.substring(start, i).strip());
                start = i + 1;
            }
        }
        return parts;
    }

    /** A value as {@link Row} has it. */
    static Object value(Object value) throws SQLException {
        if (value instanceof Array list) {
            List<Object> elements = new ArrayList<>();
            for (Object element : (Object[]) list.getArray()) {
                elements.add(value(element));
            }
            return elements;
        }
        if (value instanceof Struct) {
            return map(((DuckDBStruct) value).getMap());
        }
        if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        if (value instanceof BigInteger integer) {
            return integer.longValueExact();
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof Timestamp time) {
            return time.toLocalDateTime().toInstant(ZoneOffset.UTC);
        }
        if (value instanceof LocalDateTime time) {
            return time.toInstant(ZoneOffset.UTC);
        }
        return value instanceof Blob bytes ? bytes.getBytes(1, (int) bytes.length()) : value;
    }

    private static Map<Object, Object> map(Map<?, ?> map) throws SQLException {
        Map<Object, Object> values = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            values.put(value(entry.getKey()), value(entry.getValue()));
        }
        return values;
    }
}
