package org.tlscensus.jobs.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Folders for temporary files that only their owner can look into, with names that cannot be
 * guessed.
 *
 * <p>A process that is killed leaves its folder. So each has a file that the process holds a lock
 * on, which ends with the process however it ends; who makes the next folder at the same place
 * removes those of the same user whose lock is free.
 */
public final class TemporaryFolder {
    private static final String PREFIX = "tls-census-";
    private static final String NAMES = "tls-census-\\d+";
    private static final String LOCK = ".lock";

    /** Those of this process. A lock must stay referenced, and be opened once only. */
    private static final Map<Path, FileLock> HELD = new ConcurrentHashMap<>();

    private TemporaryFolder() {}

    /**
     * Makes one; its end is the caller's business.
     *
     * @param parent where, which is there
     */
    public static Path in(Path parent) throws IOException {
        Path folder = Files.createTempDirectory(parent, PREFIX).toAbsolutePath(); // 0700
        Path unlocked = folder.resolve("unlocked");
        FileChannel channel =
                FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        HELD.put(folder, channel.lock());
        // Only now others see it, so nobody can come between.
        Files.move(unlocked, folder.resolve(LOCK));
        removeLeft(parent, Files.getOwner(folder));
        return folder;
    }

    /** Where to make another: beside one of this process, not within it. */
    public static Path placeFor(Path temporary) {
        Path place = temporary.toAbsolutePath();
        return HELD.containsKey(place) ? place.getParent() : place;
    }

    private static void removeLeft(Path parent, UserPrincipal user) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> children = Files.list(parent)) {
            children.filter(child -> child.getFileName().toString().matches(NAMES))
                    .map(Path::toAbsolutePath)
                    .filter(child -> !HELD.containsKey(child))
                    .forEach(folders::add);
        }
        for (Path folder : folders) {
            try {
                if (isOf(user, folder)) {
                    removeUnlessHeld(folder);
                }
            } catch (IOException e) {
                // another process ended, or began to remove it: it is no concern of this one
            }
        }
    }

    private static boolean isOf(UserPrincipal user, Path folder) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user)
                && Files.isRegularFile(folder.resolve(LOCK), LinkOption.NOFOLLOW_LINKS);
    }

    private static void removeUnlessHeld(Path folder) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(
                                folder.resolve(LOCK),
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS);
                FileLock free = channel.tryLock()) {
            if (free != null) {
                removeTree(folder);
            }
        }
    }

    /** Removes a folder with all that is in it; what links in it lead to stays. */
    public static void remove(Path folder) throws IOException {
        removeTree(folder);
        FileLock held = HELD.remove(folder);
        if (held != null) {
            held.acquiredBy().close();
        }
    }

    private static void removeTree(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                            throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.deleteIfExists(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
