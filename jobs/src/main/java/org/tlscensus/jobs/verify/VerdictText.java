package org.tlscensus.jobs.verify;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tlscensus.jobs.query.Format;
import org.tlscensus.jobs.query.ResultColumn;
import org.tlscensus.jobs.query.Row;
import org.tlscensus.jobs.query.RowOutput;

/** A verdict for people: counts, what differs by column and by cause, and the first differences. */
public final class VerdictText {
    private static final int SHOWN_CHARACTERS = 48;
    private static final int SHARE_DIGITS = 6;

    private final PrintStream out;

    public VerdictText(PrintStream out) {
        this.out = out;
    }

    /** Prints it. */
    public void print(Verdict verdict) {
        verdict.tables().forEach(this::print);
        out.println(
                verdict.isFalse()
                        ? "FALSE: something is told that is not so"
                        : "No value and no row is false.");
        out.flush();
    }

    private void print(TableVerdict table) {
        RowCounts rows = table.rows();
        out.printf(
                Locale.ROOT,
                "%s: %,d rows in the truth, %,d here, %,d of both: recall %s, precision %s%n",
                table.table(),
                rows.truth(),
                rows.ours(),
                rows.matched(),
                share(rows.recall()),
                share(rows.precision()));
        List<ColumnCounts> columns =
                table.columns().stream().filter(c -> c.different() > 0).toList();
        out.printf(
                "%d of %d columns are equal in all of these rows%n%n",
                table.columns().size() - columns.size(), table.columns().size());
        if (!columns.isEmpty()) {
            columns(columns);
        }
        if (!table.differences().causes().isEmpty()) {
            causes(table.differences());
        }
        if (!table.examples().isEmpty()) {
            examples(table);
        }
    }

    private void columns(List<ColumnCounts> columns) {
        rows(
                List.of(
                        text("column"),
                        number("equal"),
                        number("less"),
                        number("NULL"),
                        number("false"),
                        number("recall"),
                        number("precision")),
                columns.stream()
                        .map(
                                c ->
                                        Row.of(
                                                c.column(),
                                                c.equal(),
                                                c.of(Kind.LESS),
                                                c.of(Kind.NULL),
                                                c.of(Kind.FALSE),
                                                share(c.recall()),
                                                share(c.precision()))));
    }

    private void causes(Differences differences) {
        rows(
                List.of(
                        text("cause"),
                        number("rows missing"),
                        number("rows extra"),
                        number("less"),
                        number("NULL"),
                        number("false"),
                        number("unnamed"),
                        text("named by")),
                differences.causes().entrySet().stream()
                        .map(
                                e ->
                                        Row.of(
                                                e.getKey(),
                                                e.getValue().of(Kind.MISSING),
                                                e.getValue().of(Kind.EXTRA),
                                                e.getValue().of(Kind.LESS),
                                                e.getValue().of(Kind.NULL),
                                                e.getValue().of(Kind.FALSE),
                                                e.getValue().bySaid().getOrDefault("", 0L),
                                                named(e.getValue().bySaid()))));
    }

    private static String named(Map<String, Long> bySaid) {
        return bySaid.entrySet().stream()
                .filter(e -> !e.getKey().isEmpty())
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining(", "));
    }

    private void examples(TableVerdict table) {
        rows(
                Stream.of(
                                "kind",
                                "column",
                                "truth",
                                "here",
                                "cause",
                                "said",
                                "connection",
                                "capture",
                                "row")
                        .map(VerdictText::text)
                        .toList(),
                Stream.iterate(0, i -> i < table.examples().size(), i -> i + 1)
                        .map(i -> example(table.examples().get(i), table.places().get(i))));
    }

    private static Row example(Example example, Place place) {
        return Row.of(
                example.kind().word(),
                example.column(),
                example.isOfRow() ? "" : value(place.truth()),
                example.isOfRow() ? "" : value(place.ours()),
                example.cause(),
                example.said(),
                place.connection() == null ? "" : place.connection(),
                place.capture() == null ? "" : place.capture(),
                place.key());
    }

    private static String value(String text) {
        return text == null || text.length() <= SHOWN_CHARACTERS
                ? text
                : text.substring(0, SHOWN_CHARACTERS - 1) + "…";
    }

    private void rows(List<ResultColumn> columns, Stream<Row> rows) {
        RowOutput output = RowOutput.of(Format.TABLE, out);
        output.begin(columns);
        for (Row row : rows.toList()) {
            if (!output.row(row)) {
                break;
            }
        }
        output.end();
        out.println();
    }

    private static ResultColumn text(String name) {
        return new ResultColumn(name, "STRING");
    }

    private static ResultColumn number(String name) {
        return new ResultColumn(name, "BIGINT");
    }

    /** Rounded down: 1 is said of what is whole. */
    private static String share(double share) {
        return Double.isNaN(share)
                ? "-"
                : new BigDecimal(share).setScale(SHARE_DIGITS, RoundingMode.DOWN).toPlainString();
    }
}
