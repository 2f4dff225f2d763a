package org.tlscensus.jobs.export;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Zeek's own form of logs. Times and intervals have six decimals, flags are T and F, text is UTF-8;
 * control characters, backslashes and what would read as a separator, as unset or as empty are
 * escaped by byte: {@code \x09}.
 */
final class ZeekTsv {
    private static final String UNSET = "-";
    private static final String EMPTY = "(empty)";
    private static final char SEPARATOR = '\t';
    private static final char SET_SEPARATOR = ',';
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss").withZone(ZoneOffset.UTC);

    private ZeekTsv() {}

    static String head(ZeekLog log, Instant opened) {
        return "#separator \\x09\n"
                + meta("set_separator", String.valueOf(SET_SEPARATOR))
                + meta("empty_field", EMPTY)
                + meta("unset_field", UNSET)
                + meta("path", log.path())
                + meta("open", DAY_AND_TIME.format(opened))
                + meta("fields", joined(log, true))
                + meta("types", joined(log, false));
    }

    private static String joined(ZeekLog log, boolean names) {
        return log.fields().stream()
                .map(field -> names ? field.name() : field.type())
                .collect(Collectors.joining(String.valueOf(SEPARATOR)));
    }

    private static String meta(String word, String value) {
        return "#" + word + SEPARATOR + value + "\n";
    }

    static String foot(Instant closed) {
        return meta("close", DAY_AND_TIME.format(closed));
    }

    static String line(ZeekLog log, NamedRow row) {
        StringBuilder line = new StringBuilder(256);
        for (ZeekField field : log.fields()) {
            line.append(line.length() == 0 ? "" : String.valueOf(SEPARATOR));
            append(line, field.value().apply(row));
        }
        return line.append('\n').toString();
    }

    /** Adds a value as it stands between separators. */
    static void append(StringBuilder line, Object value) {
        if (!(value instanceof List<?> list)) {
            appendElement(line, value, false);
            return;
        }
        if (list.isEmpty()) {
            line.append(EMPTY);
        }
        for (int i = 0; i < list.size(); i++) {
            line.append(i == 0 ? "" : String.valueOf(SET_SEPARATOR));
            appendElement(line, list.get(i), true);
        }
    }

    private static void appendElement(StringBuilder line, Object value, boolean isInList) {
        if (value == null) {
            line.append(UNSET);
        } else if (value instanceof Boolean flag) {
            line.append(flag ? 'T' : 'F');
        } else if (value instanceof Instant time) {
            line.append(seconds(time).toPlainString());
        } else if (value instanceof Double || value instanceof BigDecimal) {
            line.append(fraction((Number) value).toPlainString());
        } else if (value instanceof Number number) {
            line.append(number.longValue());
        } else {
            appendText(line, value.toString(), isInList);
        }
    }

    /** Seconds since the epoch; the archive knows microseconds. */
    static BigDecimal seconds(Instant time) {
        return BigDecimal.valueOf(time.getEpochSecond())
                .add(BigDecimal.valueOf(time.getNano(), 9))
                .setScale(6, RoundingMode.FLOOR);
    }

    static BigDecimal fraction(Number number) {
        return new BigDecimal(number.toString()).setScale(6, RoundingMode.HALF_EVEN);
    }

    private static void appendText(StringBuilder line, String text, boolean isInList) {
        if (text.isEmpty()) {
            line.append(EMPTY);
            return;
        }
        boolean isReserved = text.equals(UNSET) || text.equals(EMPTY);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isEscaped =
                    c < ' ' || c == 0x7f || isInList && c == SET_SEPARATOR || isReserved && i == 0;
            if (c == '\\') {
                line.append("\\\\");
            } else if (isEscaped) {
                line.append(String.format("\\x%02x", (int) c));
            } else {
                line.append(c);
            }
        }
    }
}
