package org.tlscensus.jobs.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values as people read them, with the units that the names of their columns tell. */
final class HumanText {
    private static final int DIGITS = 3;
    private static final double BYTES_STEP = 1000; // as disks and links count
    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB", "PB"};
    private static final double SECONDS_OF_MINUTE = 60;
    private static final double SECONDS_OF_HOUR = 3600;
    private static final double SECONDS_OF_DAY = 86_400;
    private static final Pattern TIME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d:\\d\\d)(\\.\\d+)?Z");

    /** What a column's numbers are. */
    private enum CaptureSplit {
        PERCENT("percent"),
        BYTES("bytes"),
        MILLISECONDS("milliseconds"),
        SECONDS("seconds"),
        MINUTES("minutes"),
        DAYS("days");

        private final String word;

        CaptureSplit(String word) {
            this.word = word;
        }

        /** By the last word of the column's name; null when it tells none. */
        static CaptureSplit of(String column) {
            String name = column.replaceFirst("_published$", "");
            for (CaptureSplit unit : values()) {
                if (name.equals(unit.word) || name.endsWith("_" + unit.word)) {
                    return unit;
                }
            }
            return null;
        }
    }

    private HumanText() {}

    /** A column's name in words, without the unit that each of its values carries. */
    static String heading(String column) {
        CaptureSplit unit = CaptureSplit.of(column);
        String name = column;
        if (unit != null && unit != CaptureSplit.BYTES && !column.equals(unit.word)) {
            name = column.replaceFirst("_" + unit.word, unit == CaptureSplit.PERCENT ? "_%" : "");
        }
        return name.equals("percent") ? "%" : name.replace('_', ' ');
    }

    /** A value of a column; empty when it is null. */
    static String of(TableData.Column column, Object value) {
        if (value == null) {
            return "";
        }
        if (!(value instanceof Number number)) {
            return text(value.toString());
        }
        if (column.isName()) {
            return plain(number);
        }
        CaptureSplit unit = CaptureSplit.of(column.name());
        double real = number.doubleValue();
        if (unit == null || Double.isNaN(real) || Double.isInfinite(real)) {
            return number(number);
        }
        return switch (unit) {
            case PERCENT -> percent(real);
            case BYTES -> bytes(real);
            case MILLISECONDS -> duration(real / 1e3);
            case SECONDS -> duration(real);
            case MINUTES -> duration(real * SECONDS_OF_MINUTE);
            case DAYS -> significant(real) + (real == 1 ? " day" : " days");
        };
    }

    /** A time without what nobody reads; other text as it is. */
    private static String text(String text) {
        Matcher time = TIME.matcher(text);
        return time.matches() ? time.group(1) + " " + time.group(2) : text;
    }

    private static String plain(Number number) {
        return number instanceof BigDecimal decimal
                ? decimal.stripTrailingZeros().toPlainString()
                : number.toString();
    }

    private static String number(Number number) {
        double real = number.doubleValue();
        if (Double.isNaN(real) || Double.isInfinite(real)) {
            return number.toString();
        }
        return real == Math.rint(real)
                ? String.format(Locale.ROOT, "%,.0f", real)
                : significant(real);
    }

    /** A share: a digit after the point, more where it would read as none. */
    private static String percent(double percent) {
        if (percent != 0 && Math.abs(percent) < 0.1) {
            return significant(percent) + " %";
        }
        boolean isWhole = percent == Math.rint(percent);
        return String.format(Locale.ROOT, isWhole ? "%.0f %%" : "%.1f %%", percent);
    }

    private static String bytes(double bytes) {
        int step = 0;
        double shown = bytes;
        while (Math.abs(shown) >= BYTES_STEP && step < BYTES.length - 1) {
            shown /= BYTES_STEP;
            step++;
        }
        return (step == 0 ? String.format(Locale.ROOT, "%.0f", shown) : significant(shown))
                + " "
                + BYTES[step];
    }

    private static String duration(double seconds) {
        double size = Math.abs(seconds);
        if (size == 0) {
            return "0 s";
        }
        if (size < 1e-3) {
            return significant(seconds * 1e6) + " µs";
        }
        if (size < 1) {
            return significant(seconds * 1e3) + " ms";
        }
        if (size < SECONDS_OF_MINUTE) {
            return significant(seconds) + " s";
        }
        if (size < SECONDS_OF_HOUR) {
            return significant(seconds / SECONDS_OF_MINUTE) + " min";
        }
        return size < 2 * SECONDS_OF_DAY
                ? significant(seconds / SECONDS_OF_HOUR) + " h"
                : significant(seconds / SECONDS_OF_DAY) + " days";
    }

    private static String significant(double value) {
        if (Math.abs(value) >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return new BigDecimal(value)
                .round(new MathContext(DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }
}
