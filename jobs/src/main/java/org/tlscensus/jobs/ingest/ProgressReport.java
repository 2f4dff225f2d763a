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
 * Says how far a job is: a bar on a terminal, a line now and then elsewhere, or nothing. Executors
 * tell with their heartbeats how much they have done.
 */
public final class ProgressReport extends SparkListener {
    /** Name of the accumulator of bytes read. */
    static final String BYTES = "census bytes read";

    /** Name of the accumulator of chains judged. */
    public static final String CHAINS = "census chains judged";

    /** How it is shown. */
    public enum Style {
        BAR,
        LINES,
        QUIET
    }

    private static final int BAR_WIDTH = 24;
    private static final double MEGA = 1e6;

    /**
     * What is counted.
     *
     * @param accumulator name of the accumulator that counts it
     * @param size what counts as one of the unit
     * @param decimals decimals that are shown
     */
    private record Measure(String accumulator, String unit, double size, int decimals) {
        String number(double count) {
            return String.format("%,." + decimals + "f", count / size);
        }
    }

    private static final Measure MEGABYTES = new Measure(BYTES, "MB", MEGA, 1);
    private static final Measure JUDGED = new Measure(CHAINS, "chains", 1, 0);

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final Style style;
    private final Map<Long, Long> running = new ConcurrentHashMap<>();
    private final AtomicLong finished = new AtomicLong();
    private final Timer clock = new Timer("census-progress", true);

    private volatile Measure measure = MEGABYTES;
    private volatile long planned;
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
    public void phase(String name) {
        planned = 0;
        say(name);
    }

    /** The captures are read now. */
    void reading(int files, long bytes) {
        say(String.format("reading %,d captures, %.1f MB", files, bytes / MEGA));
        begin(MEGABYTES, bytes);
    }

    /** Chains are judged now. */
    public void judging(long chains) {
        say(String.format("judging %,d chains", chains));
        begin(JUDGED, chains);
    }

    private void begin(Measure what, long count) {
        measure = what;
        running.clear();
        finished.set(0);
        startNanos = System.nanoTime();
        planned = count;
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
        long all = planned;
        if (all > 0) {
            long done = finished.get();
            for (long count : running.values()) {
                done += count;
            }
            say(text(Math.min(done, all), all, System.nanoTime() - startNanos));
        }
    }

    /** What is shown for so much done of what was planned after some time. */
    String text(long done, long planned, long nanos) {
        double seconds = nanos / 1e9;
        double rate = done / Math.max(seconds, 1e-3);
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
                "%s%3d %%  %s of %s %s  %s %s/s  %s left",
                bar,
                100 * done / planned,
                measure.number((double) done),
                measure.number((double) planned),
                measure.unit,
                measure.number(rate),
                measure.unit,
                left);
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
                            long count = countIn(task._4());
                            if (count > 0) {
                                running.put((Long) task._1(), count);
                            }
                        });
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        running.remove(end.taskInfo().taskId());
        if (end.reason() == Success$.MODULE$) {
            finished.addAndGet(countIn(end.taskInfo().accumulables()));
        }
    }

    private long countIn(Seq<AccumulableInfo> accumulables) {
        String accumulator = measure.accumulator;
        long count = 0;
        for (AccumulableInfo info : CollectionConverters.asJava(accumulables)) {
            boolean ours = info.name().isDefined() && info.name().get().equals(accumulator);
            if (ours && info.update().isDefined()) {
                count += ((Number) info.update().get()).longValue();
            }
        }
        return count;
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
