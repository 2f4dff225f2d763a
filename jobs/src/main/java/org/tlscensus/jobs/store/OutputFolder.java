package org.tlscensus.jobs.store;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.tlscensus.jobs.failure.UserError;

/**
 * A folder of this machine that a command fills with files. A record in it, hidden, tells which of
 * them an earlier run of that command wrote, and with how many bytes: only such a file is ever
 * replaced, and none is removed.
 */
public final class OutputFolder {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, Set<Long>>> RECORD =
            new TypeReference<>() {};

    private final Path folder;
    private final String command;
    private final String below; // empty, or ends with a slash

    private OutputFolder(Path folder, String command, String below) {
        this.folder = folder;
        this.command = command;
        this.below = below;
    }

    /**
     * Looks at the folder, and writes nothing.
     *
     * @param command whose folder it is, as in {@code census tables}
     * @param tables the folder of the tables that the command reads, on whatever file system
     * @throws UserError when it is no folder, or an archive's
     */
    public static OutputFolder of(Path folder, String command, String tables) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UserError(folder + " is a file: give a folder for what is made");
        }
        try {
            Configuration local = new Configuration(false);
            org.apache.hadoop.fs.Path real =
                    new org.apache.hadoop.fs.Path(LocalPaths.real(folder).toUri());
            Ownership.requireOutsideOthers(
                    real.getFileSystem(local), real, "what " + command + " makes");
            if (LocalPaths.real(folder).startsWith(LocalPaths.real(local(tables)))) {
                throw new UserError(
                        folder
                                + " is among the tables, where every folder is taken for a table:"
                                + " choose another folder");
            }
        } catch (IOException e) {
            throw new UserError("cannot look into " + folder + ": " + e.getMessage());
        }
        return new OutputFolder(folder, command, "");
    }

    /** The tables' folder as one of this machine; where it is of another, a name that is not. */
    private static Path local(String tables) {
        String text = tables.replaceFirst("^file:(//)?(?=/)", "");
        return text.matches("[A-Za-z][A-Za-z0-9+.-]*:/.*")
                ? Path.of("/nowhere-" + UUID.randomUUID())
                : Path.of(text);
    }

    /** A folder in it, whose files the same record lists. */
    public OutputFolder below(String name) {
        return new OutputFolder(folder, command, below + name + "/");
    }

    public Path path() {
        return folder.resolve(below);
    }

    /** Makes the folder. */
    public void make() {
        try {
            Files.createDirectories(path());
        } catch (IOException e) {
            throw new UserError("cannot make the folder " + path() + ": " + e.getMessage());
        }
    }

    /**
     * Refuses to go on where a file would take the place of another's.
     *
     * @param names of files that are going to be made in this folder
     */
    public void require(Collection<String> names) {
        Map<String, Set<Long>> record = read();
        names.forEach(name -> require(name, record));
    }

    private void require(String name, Map<String, Set<Long>> record) {
        Path file = path().resolve(name);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Set<Long> sizes = record.getOrDefault(below + name, Set.of());
        try {
            boolean isOwn =
                    Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                            && sizes.contains(Files.size(file));
            if (!isOwn) {
                throw new UserError(
                        file
                                + " is there, and not as an earlier "
                                + command
                                + " left it: choose another folder, or move it away");
            }
        } catch (IOException e) {
            throw new UserError("cannot look at " + file + ": " + e.getMessage());
        }
    }

    /** A file that is being made; it is in its place when it is published, and not before. */
    public final class Draft implements AutoCloseable {
        private final String name;
        private final Path file;

        private Draft(String name) throws IOException {
            this.name = name;
            file = path().resolve(".census-" + UUID.randomUUID() + "-" + name);
            Files.write(file, new byte[0], StandardOpenOption.CREATE_NEW);
        }

        /** Where to write; the name ends as the file's own does. */
        public Path file() {
            return file;
        }

        private String key() {
            return below + name;
        }

        /** Removes what was not published. */
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    /** Begins a file. */
    public Draft draft(String name) throws IOException {
        return new Draft(name);
    }

    /** Puts files in their places. */
    public void publish(Collection<Draft> drafts) throws IOException {
        Map<String, Set<Long>> record = read();
        for (Draft draft : drafts) {
            require(draft.name, record);
            // Told before it is done: killed in between, the next run knows both.
            record.computeIfAbsent(draft.key(), path -> new TreeSet<>())
                    .add(Files.size(draft.file));
        }
        write(record);
        for (Draft draft : drafts) {
            long bytes = Files.size(draft.file);
            Files.move(
                    draft.file,
                    path().resolve(draft.name),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
            record.get(draft.key()).retainAll(Set.of(bytes));
        }
        write(record);
    }

    private Path recordFile() {
        return folder.resolve("." + command.replace(' ', '-') + "-files.json");
    }

    private Map<String, Set<Long>> read() {
        Path file = recordFile();
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        try {
            return JSON.readValue(Files.readAllBytes(file), RECORD);
        } catch (IOException e) {
            throw new UserError(
                    file
                            + " does not say which files an earlier "
                            + command
                            + " made: choose another folder");
        }
    }

    private void write(Map<String, Set<Long>> record) throws IOException {
        Path draft = folder.resolve(".census-" + UUID.randomUUID());
        Files.write(draft, JSON.writeValueAsBytes(record), StandardOpenOption.CREATE_NEW);
        Files.move(
                draft,
                recordFile(),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }
}
