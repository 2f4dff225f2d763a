package org.tlscensus.jobs.tables;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.tlscensus.jobs.query.JsonValues;
import org.tlscensus.jobs.query.VisibleText;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/** Values and names of columns as people read them. */
public final class Cells {
    private static final int SHOWN_DIGITS = 3;

    private Cells() {}

    /** Whether a column is set flush right. */
    public static boolean isNumber(StructField column) {
        return column.dataType() instanceof NumericType;
    }

    /** A column's name in words. */
    public static String heading(String column) {
        return column.replace("_percent", "_%").replace('_', ' ');
    }

    /**
     * A value with thousands in groups, shares with two decimals, and escapes for what cannot be
     * seen; empty when it is null.
     */
    public static String text(StructField column, Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number number) {
            return number(column, number);
        }
        if (value instanceof String text) {
            return VisibleText.of(text);
        }
        if (value instanceof Iterable<?> list) {
            List<String> elements =
                    CollectionConverters.asJava(list.toList()).stream()
                            .map(
                                    element ->
                                            element instanceof String s
                                                    ? s
                                                    : JsonValues.of(element))
                            .toList();
            return VisibleText.of(String.join(", ", elements));
        }
        String json = JsonValues.of(value);
        boolean quoted = json.startsWith("\"");
        return VisibleText.of(quoted ? json.substring(1, json.length() - 1) : json);
    }

    private static String number(StructField column, Number number) {
        boolean isName = column.dataType().equals(DataTypes.IntegerType); // a port, a year
        if (number instanceof BigDecimal published) {
            return isName || published.scale() > 0
                    ? published.toPlainString()
                    : String.format(Locale.ROOT, "%,d", published.toBigInteger());
        }
        if (number instanceof Double || number instanceof Float) {
            return real(column.name(), number.doubleValue());
        }
        return String.format(Locale.ROOT, isName ? "%d" : "%,d", number.longValue());
    }

    private static String real(String column, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        if (column.contains("percent") || Math.abs(value) >= 100) {
            return String.format(Locale.ROOT, "%,.2f", value);
        }
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : new BigDecimal(value).round(new MathContext(SHOWN_DIGITS)).toPlainString();
    }
}
