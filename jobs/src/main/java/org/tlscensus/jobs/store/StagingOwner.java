package org.tlscensus.jobs.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Says which process a staging folder belongs to, and that it lives: a file that is written again
 * and again.
 */
final class StagingOwner implements Closeable {
    static final String FILE = "_owner";
    private static final Duration BEAT = Duration.ofSeconds(30);
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private final FileSystem files;
    private final Path file;
    private final Timer clock = new Timer("census-staging-owner", true);

    private StagingOwner(FileSystem files, Path file) {
        this.files = files;
        this.file = file;
    }

    /** This process owns the folder from now on, until closed. */
    static StagingOwner of(FileSystem files, Path staging) throws IOException {
        StagingOwner owner = new StagingOwner(files, new Path(staging, FILE));
        owner.write();
        owner.clock.schedule(owner.beat(), BEAT.toMillis(), BEAT.toMillis());
        return owner;
    }

    /** When it wrote last, in milliseconds since the epoch by the file system's clock. */
    long started() throws IOException {
        return files.getFileStatus(file).getModificationTime();
    }

    private TimerTask beat() {
        return new TimerTask() {
            @Override
            public void run() {
                try {
                    write();
                } catch (IOException e) {
                    cancel(); // the ingest itself meets the same trouble, and tells
                }
            }
        };
    }

    private void write() throws IOException {
        ProcessHandle me = ProcessHandle.current();
        String text = host() + " " + me.pid() + " " + startOf(me);
        try (OutputStream out = files.create(file, true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "localhost";
        }
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(i -> i.toEpochMilli()).orElse(0L);
    }

    /** The living process that a folder belongs to, in words. */
    static Optional<String> living(FileSystem files, Path staging) throws IOException {
        Path file = new Path(staging, FILE);
        if (!files.exists(file)) {
            return Optional.empty();
        }
        String[] words;
        try (InputStream in = files.open(file)) {
            words = new String(in.readAllBytes(), StandardCharsets.UTF_8).split(" ", 3);
        }
        if (words.length < 3) {
            return Optional.empty();
        }
        boolean lives;
        if (words[0].equals(host())) {
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(words[1]));
            lives = process.filter(p -> startOf(p) == Long.parseLong(words[2])).isPresent();
        } else {
            long silence =
                    System.currentTimeMillis() - files.getFileStatus(file).getModificationTime();
            lives = silence < SILENCE.toMillis();
        }
        return lives ? Optional.of("process " + words[1] + " on " + words[0]) : Optional.empty();
    }

    @Override
    public void close() {
        clock.cancel();
    }
}
