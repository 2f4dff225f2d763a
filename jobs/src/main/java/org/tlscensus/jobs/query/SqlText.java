package org.tlscensus.jobs.query;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
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
            return inJar(code, folder);
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the program's own files cannot be read", e);
        }
    }

    private static List<SqlText> inJar(Path file, String folder) throws IOException {
        List<SqlText> texts = new ArrayList<>();
        try (JarFile jar = new JarFile(file.toFile())) {
            List<String> names =
                    jar.stream()
                            .map(JarEntry::getName)
                            .filter(name -> name.startsWith(folder + "/") && name.endsWith(ENDING))
                            .sorted()
                            .toList();
            for (String name : names) {
                try (InputStream in = jar.getInputStream(jar.getJarEntry(name))) {
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    String bare = name.substring(folder.length() + 1);
                    texts.add(
                            new SqlText(
                                    bare.substring(0, bare.length() - ENDING.length()),
                                    name,
                                    text));
                }
            }
        }
        return texts;
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
