package org.tlscensus.jobs.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.plan.CapturePaths;

/** Keeps what a run reads apart from what it writes. */
public final class Inputs {
    private Inputs() {}

    /**
     * Refuses inputs that lie in the folders that the archive claims within its own.
     *
     * @param tables the folder of the tables
     * @param inputs files, folders and globs, also such as are not there
     * @throws UserError when one does, or cannot be looked for
     */
    public static void requireOutside(
            String tables, Collection<String> inputs, Configuration hadoop) {
        try {
            List<String> claimed = claimed(tables, hadoop);
            for (String input : inputs) {
                for (Path place : places(input, hadoop)) {
                    requireOutside(claimed, real(place, hadoop), input, tables);
                }
            }
        } catch (IOException e) {
            throw new UserError("cannot look for the inputs: " + e.getMessage());
        }
    }

    private static void requireOutside(
            List<String> claimed, String place, String input, String tables) {
        for (String folder : claimed) {
            boolean isInside =
                    folder.endsWith(TablesFolder.STAGING_PREFIX)
                            ? place.startsWith(folder)
                            : (place + "/").startsWith(folder + "/");
            if (isInside) {
                throw new UserError(
                        input
                                + " is to be read, and lies in "
                                + folder
                                + ", where the tables of "
                                + tables
                                + " go: choose another folder for the tables, or move it away");
            }
        }
    }

    private static List<String> claimed(String tables, Configuration hadoop) throws IOException {
        Path folder = CapturePaths.path(tables, hadoop);
        List<String> claimed = new ArrayList<>();
        for (String name : Ownership.FOLDERS) {
            claimed.add(real(new Path(folder, name), hadoop));
        }
        claimed.add(real(folder, hadoop) + "/" + TablesFolder.STAGING_PREFIX);
        return claimed;
    }

    /** What a word means: a file of that name, what matches it, or a file that is not there. */
    private static List<Path> places(String input, Configuration hadoop) throws IOException {
        Path path = CapturePaths.path(input, hadoop);
        FileSystem files = path.getFileSystem(hadoop);
        if (exists(files, path)) {
            return List.of(path);
        }
        FileStatus[] found = files.globStatus(path);
        return found == null || found.length == 0
                ? List.of(path)
                : Stream.of(found).map(FileStatus::getPath).toList();
    }

    private static boolean exists(FileSystem files, Path path) throws IOException {
        try {
            files.getFileStatus(path);
            return true;
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    /** Where a path leads, as text; on this machine along its links. */
    private static String real(Path path, Configuration hadoop) throws IOException {
        FileSystem files = path.getFileSystem(hadoop);
        Path whole = files.makeQualified(path);
        return whole.toUri().getScheme().equals("file")
                ? realLocal(whole.toUri().getPath())
                : whole.toString();
    }

    private static String realLocal(String path) throws IOException {
        try {
            return LocalPaths.real(java.nio.file.Path.of(path)).toString();
        } catch (InvalidPathException e) {
            return path; // a name that this locale cannot say
        }
    }
}
