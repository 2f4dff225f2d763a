package org.tlscensus.core.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tlscensus.core.analysis.Captures;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.CaptureHead;
import org.tlscensus.core.capture.FileByteSource;
import org.tlscensus.core.capture.StreamSource;
import org.tlscensus.core.tls.keys.KeyLog;

/**
 * Capture files that are read one after the other: those that follow each other in time, as a
 * rotating capture leaves them, are one stream of packets, and connections go on from file to file.
 */
public final class CaptureFiles implements Captures {
    private final List<File> files;
    private final KeyLog keyLog;

    private interface Opening {
        ByteSource open() throws IOException;
    }

    private record File(String name, Opening opening) {}

    private record DatedFile(File file, long firstNanos) {}

    private CaptureFiles(List<File> files, KeyLog keyLog) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("no capture");
        }
        this.files = files;
        this.keyLog = keyLog;
    }

    /** Files of any format and compression, in the order of their first packets. */
    public static CaptureFiles of(List<Path> paths) {
        return of(paths, new KeyLog());
    }

    /**
     * Files of any format and compression, in the order of their first packets. One that cannot be
     * read comes first, and is told as damaged when it is read.
     *
     * @param secrets of connections; those that the files' heads carry are added
     */
    public static CaptureFiles of(List<Path> paths, KeyLog secrets) {
        List<DatedFile> dated = new ArrayList<>();
        for (Path path : paths) {
            File file = new File(path.toString(), () -> new FileByteSource(path));
            dated.add(new DatedFile(file, firstNanos(file, secrets)));
        }
        dated.sort(Comparator.comparingLong(DatedFile::firstNanos)); // stable
        return new CaptureFiles(dated.stream().map(DatedFile::file).toList(), secrets);
    }

    private static long firstNanos(File file, KeyLog secrets) {
        try (ByteSource source = file.opening().open()) {
            CaptureHead head = CaptureHead.read(source);
            secrets.read(new ByteArrayInputStream(head.secrets()));
            return head.firstTimeNanos() == null ? Long.MIN_VALUE : head.firstTimeNanos();
        } catch (IOException e) {
            return Long.MIN_VALUE; // told when it is read
        }
    }

    /** A capture that comes once, as from a pipe. */
    public static CaptureFiles ofStream(String name, InputStream in, KeyLog secrets) {
        return new CaptureFiles(List.of(new File(name, () -> new StreamSource(name, in))), secrets);
    }

    @Override
    public int count() {
        return files.size();
    }

    @Override
    public String name(int index) {
        return files.get(index).name();
    }

    @Override
    public KeyLog secrets() {
        return keyLog;
    }

    @Override
    public ByteSource open(int index) throws IOException {
        return files.get(index).opening().open();
    }
}
