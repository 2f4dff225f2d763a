package org.tlscensus.jobs.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
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
        /** Lines with the time of day, of ever longer intervals. */
        LINES,
        /** The same as objects of JSON, one a line. */
        JSON,
        QUIET
    }

    /** From so many seconds on of one part of the work a line comes no more often than that. */
    private enum Interval {
        AT_FIRST(0, 10),
        AFTER_MINUTES(120, 60),
        AFTER_AN_HOUR(3600, 300);

        private final long fromSeconds;
        private final long everySeconds;

        Interval(long fromSeconds, long everySeconds) {
            this.fromSeconds = fromSeconds;
            this.everySeconds = everySeconds;
        }

        static long secondsAfter(double seconds) {
            long every = AT_FIRST.everySeconds;
            for (Interval interval : values()) {
                every = seconds >= interval.fromSeconds ? interval.everySeconds : every;
            }
            return every;
        }
    }

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final int BAR_WIDTH = 24;
    private static final double MEGA = 1e6;

    /**
     * What is counted.
     *
     * @param accumulator name of the accumulator that counts it
     * @param word what is counted
     * @param size what counts as one of the unit
     * @param decimals decimals that are shown
     */
    private record Measure(
            String accumulator, String word, String unit, double size, int decimals) {
        String number(double count) {
            return String.format("%,." + decimals + "f", count / size);
        }
    }

    private static final Measure MEGABYTES = new Measure(BYTES, "bytes", "MB", MEGA, 1);
    private static final Measure JUDGED = new Measure(CHAINS, "chains", "chains", 1, 0);

    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final Style style;
    private final Map<Long, Long> running = new ConcurrentHashMap<>();
    private final AtomicLong finished = new AtomicLong();
    private final Timer clock = new Timer("census-progress", true);

    private volatile Measure measure = MEGABYTES;
    private volatile long planned;
    private volatile long startNanos;
    private volatile long saidNanos; // of the last line

    public ProgressReport(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
        if (style != Style.QUIET) {
            long millis = style == Style.BAR ? 250 : 1000;
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
        saidNanos = startNanos;
        planned = count;
    }

    private void say(String text) {
        if (style == Style.JSON) {
            event(out, "phase", Map.of("phase", text));
        } else if (style == Style.LINES) {
            out.println("census: " + now() + " " + text);
        } else if (style == Style.BAR) {
            out.print(CLEAR_LINE + "census: " + text + " ");
            out.flush();
        }
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * Prints an event as a line of JSON.
     *
     * @param values what it tells beside its name and the time
     */
    public static void event(PrintStream out, String name, Map<String, ?> values) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", now());
        line.put("event", name);
        line.putAll(values);
        try {
            out.println(JSON.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event that is no JSON: " + name, e);
        }
    }

    private void tick() {
        long all = planned;
        long nanos = System.nanoTime();
        if (all == 0 || style != Style.BAR && !isDue(nanos)) {
            return;
        }
        saidNanos = nanos;
        long done = finished.get();
        for (long count : running.values()) {
            done += count;
        }
        done = Math.min(done, all);
        if (style == Style.JSON) {
            event(out, "progress", numbers(done, all, nanos - startNanos));
        } else {
            say(text(done, all, nanos - startNanos));
        }
    }

    private boolean isDue(long nanos) {
        long every = Interval.secondsAfter((nanos - startNanos) / 1e9);
        return nanos - saidNanos >= every * 1_000_000_000L;
    }

    /** What is told for so much done of what was planned after some time. */
    Map<String, Object> numbers(long done, long planned, long nanos) {
        double seconds = nanos / 1e9;
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("unit", measure.word);
        numbers.put("done", done);
        numbers.put("planned", planned);
        numbers.put("seconds", Math.round(seconds));
        numbers.put("per_second", Math.round(done / Math.max(seconds, 1e-3)));
        numbers.put(
                "seconds_left",
                done == 0 ? null : Math.round(seconds * (planned - done) / (double) done));
        return numbers;
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
