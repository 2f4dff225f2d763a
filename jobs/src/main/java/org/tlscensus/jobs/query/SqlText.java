package org.tlscensus.jobs.query;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.failure.UserFile;

/**
 * A file with SQL.
 *
 * @param name of the file, without {@code .sql}
 * @param source what messages call it
 */
public record SqlText(String name, String source, String text) {
    private static final String ENDING = ".sql";

    /** The query of a file that holds one: without the semicolon that may end it. */
    public String query() {
        String query = text.stripTrailing();
        return query.endsWith(";") ? query.substring(0, query.length() - 1) : query;
    }

    /**
     * What a view is called whose query the file holds: its name without the number in front that
     * orders the files.
     */
    public String viewName() {
        return name.replaceFirst("^\\d+-", "").replace('-', '_');
    }

    /** The program's own views, in an order in which each finds those that it reads. */
    public static List<SqlText> views() {
        return packed("views");
    }

    /** The files of a folder that is packed with the program, by name. */
    public static List<SqlText> packed(String folder) {
        try {
            Path code =
                    Path.of(
                            SqlText.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            if (Files.isDirectory(code)) {
                return in(code.resolve(folder), folder);
            }
            try (FileSystem jar = FileSystems.newFileSystem(code)) {
                return in(jar.getPath(folder), folder);
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the program's own files cannot be read", e);
        }
    }

    /** The files of a user's folder, by name. */
    public static List<SqlText> of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UserError("there is no folder " + folder);
        }
        try {
            return in(folder, folder.toString());
        } catch (IOException e) {
            throw new UserError("cannot read " + folder + ": " + e.getMessage());
        }
    }

    private static List<SqlText> in(Path folder, String shown) throws IOException {
        List<SqlText> texts = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return texts;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(ENDING) && !name.startsWith(".")) {
                    texts.add(
                            new SqlText(
                                    name.substring(0, name.length() - ENDING.length()),
                                    shown + "/" + name,
                                    UserFile.text(file)));
                }
            }
        }
        return texts;
    }
}
