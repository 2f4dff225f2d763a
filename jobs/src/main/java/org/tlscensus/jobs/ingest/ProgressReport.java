package org.tlscensus.jobs.ingest;

import java.io.PrintStream;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Says how far an ingest is: a bar on a terminal, a line now and then elsewhere, or nothing.
 * Executors tell with their heartbeats how many bytes they have read.
 */
public final class ProgressReport extends SparkListener {
    /** Name of the accumulator of bytes read. */
    static final String BYTES = "census bytes read";

    /** How it is shown. */
    public enum Style {
        BAR,
        LINES,
        QUIET
    }

    private static final int BAR_WIDTH = 24;
    private static final double MEGA = 1e6;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final Style style;
    private final Map<Long, Long> running = new ConcurrentHashMap<>();
    private final AtomicLong finished = new AtomicLong();
    private final Timer clock = new Timer("census-progress", true);

    private volatile long plannedBytes;
    private volatile long startNanos;

    public ProgressReport(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
        if (style != Style.QUIET) {
            long millis = style == Style.BAR ? 250 : 10_000;
            clock.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            tick();
                        }
                    },
                    millis,
                    millis);
        }
    }

    /** Another part of the work begins. */
    void phase(String name) {
        plannedBytes = 0;
        say(name);
    }

    /** The captures are read now. */
    void reading(int files, long bytes) {
        say(String.format("reading %,d captures, %.1f MB", files, bytes / MEGA));
        finished.set(0);
        startNanos = System.nanoTime();
        plannedBytes = bytes;
    }

    private void say(String text) {
        if (style == Style.LINES) {
            out.println("census: " + text);
        } else if (style == Style.BAR) {
            out.print(CLEAR_LINE + "census: " + text + " ");
            out.flush();
        }
    }

    private void tick() {
        long planned = plannedBytes;
        if (planned > 0) {
            long done = finished.get();
            for (long bytes : running.values()) {
                done += bytes;
            }
            say(text(Math.min(done, planned), planned, System.nanoTime() - startNanos));
        }
    }

    /** What is shown for bytes read of bytes planned after some time. */
    String text(long done, long planned, long nanos) {
        double seconds = nanos / 1e9;
        double rate = done / MEGA / Math.max(seconds, 1e-3);
        String left =
                done == 0
                        ? "--:--"
                        : duration(Math.round(seconds * (planned - done) / (double) done));
        String bar = "";
        if (style == Style.BAR) {
            int full = (int) (BAR_WIDTH * done / planned);
            bar = "[" + "#".repeat(full) + ".".repeat(BAR_WIDTH - full) + "] ";
        }
        return String.format(
                "%s%3d %%  %.1f of %.1f MB  %.1f MB/s  %s left",
                bar, 100 * done / planned, done / MEGA, planned / MEGA, rate, left);
    }

    private static String duration(long seconds) {
        return seconds >= 3600
                ? String.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                : String.format("%d:%02d", seconds / 60, seconds % 60);
    }

    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
        CollectionConverters.asJava(update.accumUpdates())
                .forEach(
                        task -> {
                            long bytes = bytesIn(task._4());
                            if (bytes > 0) {
                                running.put((Long) task._1(), bytes);
                            }
                        });
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        running.remove(end.taskInfo().taskId());
        if (end.reason() == Success$.MODULE$) {
            finished.addAndGet(bytesIn(end.taskInfo().accumulables()));
        }
    }

    private static long bytesIn(Seq<AccumulableInfo> accumulables) {
        long bytes = 0;
        for (AccumulableInfo info : CollectionConverters.asJava(accumulables)) {
            boolean ours = info.name().isDefined() && info.name().get().equals(BYTES);
            if (ours && info.update().isDefined()) {
                bytes += ((Number) info.update().get()).longValue();
            }
        }
        return bytes;
    }

    /** Ends it; the line of the bar is free again. */
    public void end() {
        clock.cancel();
        if (style == Style.BAR) {
            out.print(CLEAR_LINE);
            out.flush();
        }
    }
}
