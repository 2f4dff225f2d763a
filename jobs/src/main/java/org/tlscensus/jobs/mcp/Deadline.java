package org.tlscensus.jobs.mcp;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Stops a call whose time is over, or that nobody waits for any more. The engine is asked until it
 * does stop: it may be between two statements.
 */
final class Deadline implements AutoCloseable {
    private static final int ASK_MILLIS = 200;

    private final ScheduledExecutorService clock =
            new ScheduledThreadPoolExecutor(
                    2, // to ask may take as long as the engine thinks about the statement
                    work -> {
                        Thread thread = new Thread(work, "deadline");
                        thread.setDaemon(true);
                        return thread;
                    },
                    new ThreadPoolExecutor.DiscardPolicy()); // of a call that is over
    private final Queue<Future<?>> planned = new ConcurrentLinkedQueue<>();
    private final Object asking = new Object();
    private final Runnable cancel;
    private volatile boolean isTooLate;
    private boolean isOver;

    /**
     * @param cancel asks the engine to stop
     * @param stuck is done when it does not for {@link McpLimits#GRACE_SECONDS}
     */
    Deadline(Runnable cancel, int seconds, Runnable stuck) {
        this.cancel = cancel;
        planned.add(clock.schedule(this::expire, seconds, TimeUnit.SECONDS));
        planned.add(clock.schedule(stuck, seconds + McpLimits.GRACE_SECONDS, TimeUnit.SECONDS));
    }

    private void expire() {
        isTooLate = true;
        stop();
    }

    /** Stops the call before its time; one that is over is let be. */
    void stop() {
        planned.add(clock.scheduleAtFixedRate(this::ask, 0, ASK_MILLIS, TimeUnit.MILLISECONDS));
    }

    private void ask() {
        synchronized (asking) {
            if (!isOver) {
                cancel.run();
            }
        }
    }

    /** Whether the time was over. */
    boolean isTooLate() {
        return isTooLate;
    }

    /** The call has ended: whatever runs next is not stopped by this. */
    @Override
    public void close() {
        synchronized (asking) {
            isOver = true;
        }
        planned.forEach(work -> work.cancel(false));
        clock.shutdown();
    }
}
