package org.tlscensus.jobs.verify;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tlscensus.jobs.failure.UserError;

/** A verdict for programs. A share of nothing is null. */
public final class VerdictJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private VerdictJson() {}

    /**
     * Writes it.
     *
     * @throws UserError when the file cannot be written
     */
    public static void write(Verdict verdict, Path file) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("is_false", verdict.isFalse());
        all.put("tables", verdict.tables().stream().map(VerdictJson::table).toList());
        try {
            Files.write(file, JSON.writeValueAsBytes(all));
        } catch (IOException e) {
            throw new UserError("cannot write " + file + ": " + e.getMessage());
        }
    }

    private static Map<String, Object> table(TableVerdict table) {
        RowCounts rows = table.rows();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("table", table.table());
        entry.put("rows_in_truth", rows.truth());
        entry.put("rows", rows.ours());
        entry.put("matched", rows.matched());
        entry.put("missing", rows.missing());
        entry.put("extra", rows.extra());
        entry.put("recall", share(rows.recall()));
        entry.put("precision", share(rows.precision()));
        entry.put("columns", table.columns().stream().map(VerdictJson::column).toList());
        List<Object> causes = new ArrayList<>();
        table.differences().causes().forEach((cause, counts) -> causes.add(cause(cause, counts)));
        entry.put("causes", causes);
        List<Object> examples = new ArrayList<>();
        for (int i = 0; i < table.examples().size(); i++) {
            examples.add(example(table.examples().get(i), table.places().get(i)));
        }
        entry.put("examples", examples);
        return entry;
    }

    private static Map<String, Object> column(ColumnCounts counts) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("column", counts.column());
        entry.put("values_in_truth", counts.stated());
        entry.put("equal", counts.equal());
        entry.put("less", counts.of(Kind.LESS));
        entry.put("null", counts.of(Kind.NULL));
        entry.put("false", counts.of(Kind.FALSE));
        entry.put("recall", share(counts.recall()));
        entry.put("precision", share(counts.precision()));
        return entry;
    }

    private static Map<String, Object> cause(String cause, Differences.OfCause counts) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("cause", cause);
        entry.put("missing", counts.of(Kind.MISSING));
        entry.put("extra", counts.of(Kind.EXTRA));
        entry.put("less", counts.of(Kind.LESS));
        entry.put("null", counts.of(Kind.NULL));
        entry.put("false", counts.of(Kind.FALSE));
        Map<String, Long> named = new LinkedHashMap<>(counts.bySaid());
        Long unnamed = named.remove("");
        entry.put("unnamed", unnamed == null ? 0 : unnamed);
        entry.put("named", named);
        return entry;
    }

    private static Map<String, Object> example(Example example, Place place) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("kind", example.kind().word());
        entry.put("column", example.isOfRow() ? null : example.column());
        entry.put("truth", place.truth());
        entry.put("here", place.ours());
        entry.put("cause", example.cause());
        entry.put("said", example.said());
        entry.put("connection_id", place.connection());
        entry.put("capture", place.capture());
        entry.put("row", place.key());
        return entry;
    }

    private static Double share(double share) {
        return Double.isNaN(share) ? null : share;
    }
}
