package org.tlscensus.jobs.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.failure.UserFile;
import org.tlscensus.jobs.schema.Table;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A truth as {@code census generate} writes it: files of Parquet, and {@code truth.yaml}, which
 * tells what they state.
 *
 * @param folder where it lies, without links
 */
record Truth(Path folder, List<TruthTable> tables) {
    private static final String FILE = "truth.yaml";
    private static final int FORMAT = 1;

    /**
     * Reads what a folder, or the folder {@code truth} in it, states.
     *
     * @throws UserError when there is none, or it states what our tables do not have
     */
    static Truth open(Path given) {
        Path inner = given.resolve("truth");
        Path folder = Files.exists(inner.resolve(FILE)) ? inner : given;
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            throw new UserError(given + " has no " + FILE + ": census generate did not end there");
        }
        Map<?, ?> document = map(file, "the file", load(file));
        if (!Integer.valueOf(FORMAT).equals(document.get("format"))) {
            throw new UserError(
                    file
                            + ": format "
                            + document.get("format")
                            + " is not known; known: "
                            + FORMAT);
        }
        try {
            Path real = folder.toRealPath();
            List<TruthTable> tables = new ArrayList<>();
            for (Map.Entry<?, ?> each : map(file, "tables", document.get("tables")).entrySet()) {
                String name = String.valueOf(each.getKey());
                tables.add(table(file, real, name, map(file, name, each.getValue())));
            }
            return new Truth(real, tables);
        } catch (IOException e) {
            throw UserFile.unreadable(folder.toString(), e);
        }
    }

    /** Without a column, or a structure of columns. */
    Truth without(String column) {
        if (tables.stream().noneMatch(table -> table.has(column))) {
            throw new UserError("no table has a column " + column);
        }
        return new Truth(folder, tables.stream().map(table -> table.without(column)).toList());
    }

    private static Object load(Path file) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(UserFile.text(file));
        } catch (YAMLException e) {
            throw new UserError(file + ": " + e.getMessage().replaceAll("\\s+", " ").strip());
        }
    }

    private static TruthTable table(Path file, Path folder, String name, Map<?, ?> entry)
            throws IOException {
        Optional<Table> table = Table.named(name);
        if (table.isEmpty()) {
            throw new UserError(file + ": there is no table " + name);
        }
        if (!(entry.get("rows") instanceof Number rows)) {
            throw new UserError(file + ": " + name + ".rows: want a number");
        }
        List<String> key = names(file, name + ".key", entry.get("key"));
        if (key.isEmpty()) {
            throw new UserError(file + ": " + name + " has no key: its rows cannot be found");
        }
        return TruthTable.of(
                file.toString(),
                table.get(),
                rows.longValue(),
                key,
                names(file, name + ".stated", entry.get("stated")),
                names(file, name + ".extra", entry.get("extra")),
                files(folder.resolve(name)));
    }

    private static Map<?, ?> map(Path file, String what, Object value) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new UserError(file + ": " + what + ": want keys and values");
    }

    private static List<String> names(Path file, String what, Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        throw new UserError(file + ": " + what + ": want a list");
    }

    private static List<String> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UserError("there is no " + folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> paths =
                    files.map(Path::toString).filter(p -> p.endsWith(".parquet")).sorted().toList();
            if (paths.isEmpty()) {
                throw new UserError(folder + " holds no Parquet files");
            }
            return paths;
        }
    }
}
