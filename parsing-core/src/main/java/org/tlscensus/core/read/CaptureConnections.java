package org.tlscensus.core.read;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Consumer;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.CaptureSplit;
import org.tlscensus.core.analysis.SplitReader;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionRow;

/**
 * Reads captures, and hands out their connections with a known protocol as rows of the table of
 * connections, while it reads. Not for several threads.
 *
 * <p>What it holds is bounded: the connections of some minutes of capture time, and what is known
 * of their handshakes. An I/O error ends the file that has it, which {@link #captures} tells.
 */
public final class CaptureConnections implements Iterator<ConnectionRow>, Closeable {
    private static final int PACKETS_PER_STEP = 4096;
    private static final int ONE_PACKET = 1; // the next one may not be there yet

    private static final long MOST_MEMORY = 256L << 20;

    private final Queue<ConnectionRow> ready = new ArrayDeque<>();
    private final SplitReader run;
    private final ConnectionSink sink;
    private final int step;
    private boolean isOver;

    private interface Making {
        ConnectionSink sink(Consumer<ConnectionRow> rows);
    }

    private CaptureConnections(CaptureFiles files, AnalysisOptions options, int step, Making making)
            throws IOException {
        this.step = step;
        sink = making.sink(ready::add);
        CaptureSplit all = new CaptureSplit(0, 0, files.count(), 0, Long.MAX_VALUE, null);
        long memory = Math.min(MOST_MEMORY, Runtime.getRuntime().maxMemory() / 4);
        run = new SplitReader(all, files, options, memory, sink);
    }

    /** The connections of captures of one site, each when it is whole, in no certain order. */
    public static CaptureConnections read(Path... captures) throws IOException {
        return read(
                CaptureFiles.of(Arrays.asList(captures)),
                "",
                AnalysisOptions.DEFAULTS,
                certificate -> {});
    }

    /**
     * The connections of captures, each when it is whole: the rows that an ingest makes of them.
     *
     * @param site its name is a part of the connections' ids
     * @param certificates takes each certificate before the first row that names it; one that was
     *     seen long ago may come again
     */
    public static CaptureConnections read(
            CaptureFiles captures,
            String site,
            AnalysisOptions options,
            Consumer<CertificateSighting> certificates)
            throws IOException {
        return new CaptureConnections(
                captures,
                options,
                PACKETS_PER_STEP,
                rows ->
                        new WholeConnections(
                                site, options, captures.secrets(), certificates, rows));
    }

    /**
     * The connections of captures, each as soon as its TLS handshake is over or hopeless, with its
     * counters and its id as they stand then.
     *
     * @param certificates takes each certificate before the first row that names it; one that was
     *     seen long ago may come again
     */
    public static CaptureConnections readAtOnce(
            CaptureFiles captures,
            AnalysisOptions options,
            Consumer<CertificateSighting> certificates)
            throws IOException {
        return new CaptureConnections(
                captures,
                options,
                ONE_PACKET,
                rows -> new DecidedOnes(options, certificates, rows));
    }

    /**
     * Whether there is another connection; waits for it where packets come from a pipe.
     *
     * @throws UncheckedIOException when reading was interrupted
     */
    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !isOver) {
            try {
                isOver = !run.step(step);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (isOver) {
                sink.end();
            } else {
                sink.passed(run::isFollowing);
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public ConnectionRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    /** What was read of each file: packets, times, damage; complete when there is no other row. */
    public List<CapturePart> captures() {
        return List.copyOf(sink.captures());
    }

    /** Bytes of the stored files read so far. */
    public long bytesRead() {
        return run.bytesRead();
    }

    @Override
    public void close() throws IOException {
        run.close();
    }
}
