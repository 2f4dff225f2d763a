package org.tlscensus.jobs.tables;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tlscensus.jobs.query.JsonValues;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.Row;
import org.tlscensus.jobs.query.VisibleText;

/** Values and names of columns as people read them. */
public final class Cells {
    private static final int SHOWN_DIGITS = 3;

    private Cells() {}

    /** Whether a column is set flush right. */
    public static boolean isNumber(ResultColumn column) {
        return column.isNumber();
    }

    /** A column's name in words. */
    public static String heading(String column) {
        return column.replace("_percent", "_%").replace('_', ' ');
    }

    /**
     * A value with thousands in groups, shares with two decimals, and escapes for what cannot be
     * seen; empty when it is null.
     */
    public static String text(ResultColumn column, Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number number) {
            return number(column, number);
        }
        if (value instanceof String text) {
            return VisibleText.of(text);
        }
        if (value instanceof List<?> list) {
            List<String> elements =
                    list.stream()
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

    /** The values of a row so. */
    static List<String> texts(List<ResultColumn> columns, Row row) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            texts.add(text(columns.get(i), row.get(i)));
        }
        return texts;
    }

    private static String number(ResultColumn column, Number number) {
        boolean isName = column.type().equals("INT"); // a port, a year
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
