package org.tlscensus.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tlscensus.jobs.query.SqlText;
import org.tlscensus.jobs.tables.TableFile;

/**
 * Something that the archive shows, to be said in a few sentences. Its query's first row holds the
 * values of the sentences; all rows together are its figure.
 *
 * @param query with a head as a table's
 * @param heading a few words
 * @param table where the reader finds more
 * @param sentences templates, see {@link Sentence}
 * @param fill what would show it, where this archive does not
 */
public record Finding(
        TableFile query, String heading, String table, List<String> sentences, String fill) {
    private static final String FOLDER = "report/findings";

    /** The program's findings, in the order in which they are told. */
    public static List<Finding> all() {
        List<SqlText> queries = SqlText.packed(FOLDER);
        List<Finding> findings = new ArrayList<>();
        for (Map<String, Object> entry : PackedList.read(FOLDER + "/findings.yaml")) {
            String name = PackedList.text(entry, "name");
            SqlText query =
                    queries.stream()
                            .filter(sql -> sql.name().equals(name))
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("no finding " + name));
            findings.add(
                    new Finding(
                            TableFile.of(name, query.text()),
                            PackedList.text(entry, "heading"),
                            PackedList.text(entry, "table"),
                            PackedList.texts(entry, "sentences"),
                            PackedList.text(entry, "fill")));
        }
        return findings;
    }

    /** The query of the line of facts at the head of the page, a column each, one row. */
    public static TableFile facts() {
        return SqlText.packed("report").stream()
                .filter(sql -> sql.name().equals("facts"))
                .map(sql -> TableFile.of(sql.name(), sql.text()))
                .findFirst()
                .orElseThrow();
    }

    /** What the rows say, as HTML; empty when they say nothing. */
    List<String> told(TableData rows) {
        return sentences.stream()
                .map(sentence -> Sentence.html(sentence, rows))
                .filter(sentence -> sentence != null)
                .toList();
    }
}
