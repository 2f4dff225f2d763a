package org.tlscensus.jobs.plan;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.GlobPattern;

/**
 * The files below folders of this machine, each once, whatever links lead to it: files and folders
 * are known by their keys, as the file system has them. Names are bytes here; they need not be
 * text.
 */
final class LocalFiles {
    /**
     * A file, or what else was in its place.
     *
     * @param base the folder that its name is relative to
     * @param problem why it cannot be read; null when it can
     */
    record Found(Path path, Path base, long bytes, String problem) {}

    private final Set<Object> seen = new HashSet<>();
    private List<Found> found = new ArrayList<>();
    private final Deque<Found> links = new ArrayDeque<>();

    /** Adds a file, or all files below a folder. */
    void add(Path path, Path base) {
        visit(path, base);
    }

    /**
     * Hands out what was found, which may be much, and forgets it. Links come last: a file is
     * called by its own name, if that was seen too.
     */
    List<Found> found() {
        while (!links.isEmpty()) {
            Found link = links.remove();
            visit(link.path(), link.base());
        }
        List<Found> all = found;
        found = new ArrayList<>();
        seen.clear();
        return all;
    }

    private void visit(Path path, Path base) {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException e) {
            boolean isLink = Files.isSymbolicLink(path);
            found.add(new Found(path, base, 0, isLink ? "the link leads nowhere" : problem(e)));
            return;
        }
        if (attributes.isRegularFile()) {
            if (isNew(path, attributes)) {
                found.add(new Found(path, base, attributes.size(), null));
            }
        } else if (attributes.isDirectory()) {
            if (isNew(path, attributes)) {
                visitChildren(path, base);
            }
        } else {
            found.add(new Found(path, base, 0, "it is a pipe, a socket or a device, no file"));
        }
    }

    private boolean isNew(Path path, BasicFileAttributes attributes) {
        Object key = attributes.fileKey();
        return seen.add(key != null ? key : path.toAbsolutePath().normalize());
    }

    private void visitChildren(Path folder, Path base) {
        List<Path> children;
        try {
            children = children(folder);
        } catch (IOException e) {
            found.add(new Found(folder, base, 0, "the folder " + problem(e)));
            return;
        }
        for (Path child : children) {
            if (isHidden(child)) {
                continue;
            }
            if (Files.isSymbolicLink(child)) {
                links.add(new Found(child, base, 0, null));
            } else {
                visit(child, base);
            }
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(children);
        return children;
    }

    private static String problem(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "cannot be read: permission denied";
        }
        String reason =
                failure instanceof FileSystemException f ? f.getReason() : failure.getMessage();
        return "cannot be read: " + reason;
    }

    /** As Hadoop has it. */
    static boolean isHidden(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".") || name.startsWith("_");
    }

    /** The paths that match an absolute glob, in order. Its signs are Hadoop's. */
    static List<Path> matches(String glob) throws IOException {
        List<Path> all = new ArrayList<>();
        for (String pattern : GlobExpander.expand(glob)) {
            List<Path> paths = List.of(Path.of("/"));
            for (String component : pattern.split("/+", -1)) {
                if (!component.isEmpty()) {
                    paths = matches(paths, component);
                }
            }
            all.addAll(paths);
        }
        return all;
    }

    private static List<Path> matches(List<Path> folders, String component) throws IOException {
        GlobPattern pattern = pattern(component);
        List<Path> paths = new ArrayList<>();
        for (Path folder : folders) {
            if (!pattern.hasWildcard()) {
                Path child = folder.resolve(component.replaceAll("\\\\(.)", "$1"));
                if (Files.exists(child, LinkOption.NOFOLLOW_LINKS)) {
                    paths.add(child);
                }
            } else if (Files.isDirectory(folder)) {
                for (Path child : children(folder)) {
                    if (pattern.matches(child.getFileName().toString())) {
                        paths.add(child);
                    }
                }
            }
        }
        return paths;
    }

    private static GlobPattern pattern(String component) throws IOException {
        try {
            return new GlobPattern(component);
        } catch (RuntimeException e) { // of a class that Hadoop keeps to itself
            throw new IOException("it is no glob: " + e.getMessage(), e);
        }
    }
}
