package org.tlscensus.jobs.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.schema.Table;

/**
 * The tables on this machine as a reader sees them, all as of the snapshot that was the newest at
 * the opening: what {@link ArchiveFiles} is for every file system. Knows neither Hadoop nor Spark,
 * so that it is there at once.
 */
public final class LocalArchive {
    private final Path root;
    private final Set<String> names = new TreeSet<>();
    private final Set<String> told = new TreeSet<>(); // folders whose files the snapshot lists
    private final List<String> paths = new ArrayList<>();
    private Path snapshot; // null: tables of before have none

    private LocalArchive(Path root) {
        this.root = root;
    }

    /** Whether an archive is on this machine, as far as its address tells. */
    public static boolean isLocal(String tables) {
        return tables.startsWith("file:") || !tables.matches("[A-Za-z][A-Za-z0-9+.-]*:/.*");
    }

    /**
     * Looks which tables there are: ours, and others that lie beside them.
     *
     * @throws UserError when there are none
     */
    public static LocalArchive open(String tables) {
        try {
            Path given = Path.of(tables.replaceFirst("^file:(//)?(?=/)", ""));
            if (!Files.exists(given)) {
                throw new UserError("there are no tables: " + tables + " does not exist");
            }
            LocalArchive archive = new LocalArchive(given.toRealPath());
            archive.readSnapshot();
            archive.readFolder();
            if (archive.names.isEmpty()) {
                throw new UserError(tables + " holds no tables");
            }
            return archive;
        } catch (IOException e) {
            throw new UserError("cannot read the tables in " + tables + ": " + e.getMessage());
        }
    }

    private void readSnapshot() throws IOException {
        snapshot = newestSnapshot();
        if (snapshot != null) {
            read(snapshot);
        }
    }

    private Path newestSnapshot() throws IOException {
        Path folder = root.resolve("_state/snapshots");
        if (!Files.isDirectory(folder)) {
            return null;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{6,18}\\.json"))
                    .max((a, b) -> Long.compare(number(a), number(b)))
                    .orElse(null);
        }
    }

    /**
     * Whether it is as it was at the opening: files that a later snapshot does not name are taken
     * away some minutes after it.
     *
     * @throws UserError when it cannot be looked into any more
     */
    public boolean isNewest() {
        try {
            return Objects.equals(snapshot, newestSnapshot());
        } catch (IOException e) {
            throw new UserError("cannot read the tables in " + root + ": " + e.getMessage());
        }
    }

    private static long number(Path snapshot) {
        return Long.parseLong(snapshot.getFileName().toString().replace(".json", ""));
    }

    /** Takes of a {@link Snapshot} what a reader wants: its folders, and the paths of its files. */
    private void read(Path snapshot) throws IOException {
        try (JsonParser in = JsonFactory.builder().build().createParser(snapshot.toFile())) {
            String list = "";
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                int depth = in.getParsingContext().getNestingDepth();
                if (token == JsonToken.FIELD_NAME && depth == 1) {
                    list = in.currentName();
                } else if (token == JsonToken.VALUE_STRING && list.equals("folders")) {
                    told.add(in.getText());
                } else if (token == JsonToken.VALUE_STRING
                        && list.equals("files")
                        && "path".equals(in.currentName())) {
                    paths.add(in.getText());
                }
            }
        }
        told.stream().filter(folder -> !isHidden(folder)).forEach(names::add);
    }

    private void readFolder() throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            for (Path child : children.filter(Files::isDirectory).toList()) {
                String name = child.getFileName().toString();
                boolean isOurs = !told.isEmpty() && Table.named(name).isPresent();
                if (!isHidden(name) && !isOurs) {
                    names.add(name);
                }
            }
        }
    }

    private static boolean isHidden(String name) {
        return name.startsWith("_") || name.startsWith(".");
    }

    /** Its folder, without links. */
    public Path root() {
        return root;
    }

    /** Names of the tables, in order. */
    public Set<String> names() {
        return names;
    }

    /**
     * The files of a table: those that the snapshot lists, else what lies in the folder.
     *
     * @throws UserError when the folder cannot be looked into
     */
    public List<String> files(String name) {
        if (told.contains(name)) {
            return paths.stream()
                    .filter(path -> path.startsWith(name + "/"))
                    .map(path -> root + "/" + path)
                    .toList();
        }
        if (!names.contains(name)) {
            return List.of();
        }
        Path folder = root.resolve(name);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !hasHidden(folder.relativize(file)))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserError("cannot look into " + folder + ": " + e.getMessage());
        }
    }

    private static boolean hasHidden(Path below) {
        for (Path part : below) {
            if (isHidden(part.toString())) {
                return true;
            }
        }
        return false;
    }
}
