package org.tlscensus.jobs.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/** The questions of the cookbook, and answers in a form that all programs' answers have. */
final class Cookbook {
    static final Path PAGE = Path.of("..", "notebooks", "cookbook.md");

    /** What sums of floating point numbers in another order leave alone. */
    private static final MathContext DIGITS = new MathContext(9);

    private static final Pattern QUESTION =
            Pattern.compile("(?m)^## (\\d+\\. .*)\n\n```sql\n([^`]*)```\n\n\\S");

    private Cookbook() {}

    /** The queries by question: each has one, and words on what it says. */
    static Map<String, String> questions() {
        Map<String, String> questions = new LinkedHashMap<>();
        try {
            Matcher question = QUESTION.matcher(Files.readString(PAGE));
            while (question.find()) {
                questions.put(question.group(1), question.group(2));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return questions;
    }

    /** A row as text. */
    static String line(Row row) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> cell(row.get(i)))
                .collect(Collectors.joining("\t"));
    }

    /** A value as text: a number is the same whatever its type. */
    static String cell(Object value) {
        return value instanceof Number number
                ? new BigDecimal(number.toString())
                        .round(DIGITS)
                        .stripTrailingZeros()
                        .toPlainString()
                : VisibleText.of(String.valueOf(value));
    }
}
