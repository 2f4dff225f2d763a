package org.tlscensus.jobs.plan;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.tlscensus.jobs.failure.UserError;

/** Finds the capture files that paths, folders and globs mean, on any Hadoop file system. */
public final class CapturePaths {
    private static final String GLOB_CHARACTERS = "*?[{";

    private final String site;
    private final Configuration hadoop;
    private final Map<String, CaptureFile> byPath = new TreeMap<>();
    private final LocalFiles local = new LocalFiles();

    private CapturePaths(String site, Configuration hadoop) {
        this.site = site;
        this.hadoop = hadoop;
    }

    /** The files of a site, each once, ordered by path. */
    public static List<CaptureFile> find(Manifest.Site site, Configuration hadoop) {
        if (site.found() != null) {
            return site.found();
        }
        CapturePaths paths = new CapturePaths(site.name(), hadoop);
        for (String pattern : site.captures()) {
            try {
                paths.add(pattern);
            } catch (IOException e) {
                throw new UserError("cannot list " + pattern + ": " + e.getMessage());
            } catch (IllegalArgumentException e) { // a NUL, or a bracket without its other one
                throw new UserError(pattern + " is no path and no glob");
            }
        }
        paths.addFoundLocally();
        if (paths.byPath.values().stream().noneMatch(CaptureFile::isThere)) {
            throw new UserError(
                    "site "
                            + site.name()
                            + " has no capture: there is no "
                            + String.join(", no ", site.captures()));
        }
        return paths.withDistinctNames();
    }

    /**
     * A path as the user wrote it. Unlike Hadoop's own, it may have colons in a file's name.
     *
     * @throws UserError when it is none
     */
    public static Path path(String text, Configuration hadoop) throws IOException {
        try {
            return parsed(text, hadoop);
        } catch (IllegalArgumentException e) {
            throw new UserError("'" + text + "' is no path");
        }
    }

    /**
     * Opens a file. On this machine Hadoop's own way looks for checksums beside it, and fails where
     * the name has a colon.
     */
    public static InputStream open(Path path, Configuration hadoop) throws IOException {
        FileSystem files = path.getFileSystem(hadoop);
        return files instanceof LocalFileSystem local
                ? local.getRaw().open(path)
                : files.open(path);
    }

    private static Path parsed(String text, Configuration hadoop) throws IOException {
        if (text.matches("[A-Za-z][A-Za-z0-9+.-]*:/.*")) {
            return new Path(text);
        }
        FileSystem files = FileSystem.get(hadoop);
        if (text.startsWith("/")) {
            return files.makeQualified(new Path(null, null, text));
        }
        Path here = files.getWorkingDirectory();
        String whole = here.toUri().getPath() + "/" + text;
        return new Path(here.toUri().getScheme(), here.toUri().getAuthority(), whole);
    }

    /** A path of a manifest: absolute as it is, else below the folder. */
    static String within(String folder, String path) {
        boolean absolute = path.startsWith("/") || path.matches("[A-Za-z][A-Za-z0-9+.-]*:/.*");
        return absolute ? path : folder + "/" + path;
    }

    private void add(String pattern) throws IOException {
        Path path = path(pattern, hadoop);
        FileSystem files = path.getFileSystem(hadoop);
        if (files.getUri().getScheme().equals("file")) {
            addLocal(pattern, path.toUri().getPath());
            return;
        }
        FileStatus literal = status(files, path);
        if (literal != null) {
            addFound(files, literal, literal.isDirectory() ? path : path.getParent());
            return;
        }
        Path base = fixedPart(path);
        if (base.equals(path)) {
            String whole = files.makeQualified(path).toString();
            byPath.putIfAbsent(
                    whole, new CaptureFile(site, path.getName(), whole, 0, CaptureFile.MISSING));
            return;
        }
        FileStatus[] found = files.globStatus(path);
        if (found == null || found.length == 0) {
            throw new UserError("no capture matches " + pattern);
        }
        for (FileStatus status : found) {
            if (!isHidden(status)) {
                addFound(files, status, base);
            }
        }
    }

    private void addLocal(String pattern, String path) throws IOException {
        java.nio.file.Path whole = java.nio.file.Path.of(path);
        if (Files.exists(whole, LinkOption.NOFOLLOW_LINKS)) {
            local.add(whole, Files.isDirectory(whole) ? whole : whole.getParent());
            return;
        }
        Path base = fixedPart(new Path(null, null, path));
        if (base.equals(new Path(null, null, path))) {
            String name = whole.getFileName().toString();
            String address = LocalName.address(whole);
            byPath.putIfAbsent(
                    address, new CaptureFile(site, name, address, 0, CaptureFile.MISSING));
            return;
        }
        List<java.nio.file.Path> found = LocalFiles.matches(path);
        if (found.isEmpty()) {
            throw new UserError("no capture matches " + pattern);
        }
        for (java.nio.file.Path match : found) {
            if (!LocalFiles.isHidden(match)) {
                local.add(match, java.nio.file.Path.of(base.toUri().getPath()));
            }
        }
    }

    private void addFoundLocally() {
        for (LocalFiles.Found file : local.found()) {
            String path = LocalName.address(file.path());
            String name =
                    LocalName.readable(file.path())
                            .substring(LocalName.readable(file.base()).length())
                            .replaceFirst("^/", "");
            byPath.putIfAbsent(
                    path, new CaptureFile(site, name, path, file.bytes(), file.problem()));
        }
    }

    /** As Hadoop has it. */
    private static boolean isHidden(FileStatus status) {
        char first = status.getPath().getName().charAt(0);
        return first == '.' || first == '_';
    }

    private static FileStatus status(FileSystem files, Path path) throws IOException {
        try {
            return files.getFileStatus(path);
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    /** The folder above the first component with a glob character; the path when it has none. */
    private static Path fixedPart(Path path) {
        Path fixed = path;
        for (Path at = path; at != null; at = at.getParent()) {
            if (at.getName().chars().anyMatch(c -> GLOB_CHARACTERS.indexOf(c) >= 0)) {
                fixed = at.getParent();
            }
        }
        return fixed;
    }

    /** A file, or all files below a folder; names are relative to the base. */
    private void addFound(FileSystem files, FileStatus status, Path base) throws IOException {
        if (status.isDirectory()) {
            addChildren(files, files.listStatusIterator(status.getPath()), base);
        } else {
            add(status, base);
        }
    }

    private void addChildren(FileSystem files, RemoteIterator<FileStatus> children, Path base)
            throws IOException {
        while (children.hasNext()) {
            FileStatus child = children.next();
            if (!isHidden(child)) {
                addFound(files, child, base);
            }
        }
    }

    private void add(FileStatus status, Path base) {
        String path = status.getPath().toString();
        byPath.putIfAbsent(
                path,
                new CaptureFile(site, below(base, status.getPath()), path, status.getLen(), null));
    }

    private static String below(Path base, Path path) {
        StringBuilder name = new StringBuilder(path.getName());
        Path at = path.getParent();
        while (at != null && at.getName().length() > 0 && !samePath(at, base)) {
            name.insert(0, at.getName() + "/");
            at = at.getParent();
        }
        return name.toString();
    }

    private static boolean samePath(Path one, Path other) {
        return one.toUri().getPath().equals(other.toUri().getPath());
    }

    /** Files of one name get the whole path as theirs. */
    private List<CaptureFile> withDistinctNames() {
        Map<String, Integer> uses = new HashMap<>();
        byPath.values().forEach(file -> uses.merge(file.name(), 1, Integer::sum));
        List<CaptureFile> files = new ArrayList<>();
        for (CaptureFile file : byPath.values()) {
            boolean unique = uses.get(file.name()) == 1;
            files.add(
                    unique
                            ? file
                            : new CaptureFile(
                                    file.site(),
                                    file.path(),
                                    file.path(),
                                    file.bytes(),
                                    file.problem()));
        }
        files.sort(Comparator.comparing(CaptureFile::name));
        return files;
    }
}
