package org.tlscensus.jobs.generate;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tlscensus.jobs.generate.truth.TrueConnection;
import org.tlscensus.jobs.generate.truth.TrueLookup;
import org.tlscensus.jobs.generate.truth.TrueName;
import org.tlscensus.jobs.generate.truth.TrueNameQuery;
import org.tlscensus.jobs.generate.truth.TruthFiles;
import org.tlscensus.jobs.schema.SnakeCase;

/** The text of truth.yaml. */
final class TruthManifest {
    private static final List<String> CONNECTION_KEY =
            List.of(
                    "site",
                    "client_address",
                    "client_port",
                    "server_address",
                    "server_port",
                    "transport",
                    "start_time");
    private static final List<String> LOOKUP_KEY =
            List.of(
                    "site",
                    "client_address",
                    "client_port",
                    "server_address",
                    "server_port",
                    "serial_number",
                    "request_time");

    private final StringBuilder text = new StringBuilder();

    TruthManifest(String plan, long seed, double scale) {
        text.append("format: 1\nplan: ").append(plan);
        text.append("\nseed: ").append(seed);
        text.append("\nscale: ").append(scale).append("\ntables:\n");
    }

    void connections(long rows) {
        table("connections", rows, CONNECTION_KEY, Set.of("ailments", "traffic"));
        stated(List.of(TrueConnection.class), Set.of("ailments", "traffic"));
    }

    void certificates(long rows) {
        table("certificates", rows, List.of("sha256"), Set.of("ailments"));
        stated(TruthFiles.CERTIFICATE, Set.of("ailments"));
    }

    void lookups(long rows) {
        table("ocsp", rows, LOOKUP_KEY, Set.of("ailments"));
        stated(List.of(TrueLookup.class), Set.of("ailments"));
    }

    void names(long rows) {
        table("names", rows, List.of("site", "name", "cname_chain", "address"), Set.of());
        stated(List.of(TrueName.class), Set.of());
    }

    void nameQueries(long rows) {
        List<String> key = List.of("site", "date", "transport", "type", "purpose");
        table("name_queries", rows, key, Set.of());
        stated(List.of(TrueNameQuery.class), Set.of());
    }

    private void table(String name, long rows, List<String> key, Set<String> extra) {
        text.append("  ").append(name).append(":\n    rows: ").append(rows);
        text.append("\n    key: ").append(key);
        text.append("\n    extra: ").append(extra.stream().sorted().toList()).append('\n');
    }

    private void stated(List<Class<? extends Record>> types, Set<String> extra) {
        List<String> paths = new ArrayList<>();
        types.forEach(type -> collect(type, "", paths));
        paths.removeAll(extra);
        text.append("    stated: ").append(paths).append('\n');
    }

    private static void collect(Class<?> type, String prefix, List<String> paths) {
        for (RecordComponent component : type.getRecordComponents()) {
            String path = prefix + SnakeCase.of(component.getName());
            if (component.getType().isRecord()) {
                collect(component.getType(), path + ".", paths);
            } else {
                paths.add(path);
            }
        }
    }

    String text() {
        return text.toString();
    }
}
