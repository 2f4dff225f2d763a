package org.tlscensus.jobs.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.query.QueryError;

/**
 * Runs calls of tools one after the other, while the client may cancel them or ask other things.
 */
final class Calls {
    private final OpenTables tables;
    private final McpLimits limits;
    private final Runnable stuck;
    private final Map<JsonNode, Call> open = new HashMap<>();
    private final ThreadPoolExecutor worker =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(McpLimits.WAITING_CALLS),
                    work -> {
                        Thread thread = new Thread(work, "calls");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** Takes an answer. */
    interface Reply {
        /**
         * @param isError whether it tells why there is none
         */
        void text(String text, boolean isError) throws IOException;
    }

    /**
     * @param stuck is done when a call cannot be stopped
     */
    Calls(OpenTables tables, McpLimits limits, Runnable stuck) {
        this.tables = tables;
        this.limits = limits;
        this.stuck = stuck;
    }

    /**
     * Runs a call when those before it are over.
     *
     * @throws ProtocolError when too many wait
     */
    void submit(JsonNode id, Tool tool, JsonNode arguments, Reply reply) throws ProtocolError {
        Call call = new Call(tool, arguments, reply);
        synchronized (open) {
            if (open.putIfAbsent(id, call) != null) {
                throw new ProtocolError(ProtocolError.INVALID_REQUEST, "an id is used twice");
            }
        }
        try {
            worker.execute(
                    () -> {
                        call.run();
                        forget(id);
                    });
        } catch (RejectedExecutionException e) {
            forget(id);
            throw new ProtocolError(ProtocolError.BUSY, "too many calls wait");
        }
    }

    private void forget(JsonNode id) {
        synchronized (open) {
            open.remove(id);
        }
    }

    /** Gives up a call; it has no answer then. One that is over is let be. */
    void cancel(JsonNode id) {
        synchronized (open) {
            Call call = open.get(id);
            if (call != null) {
                call.cancel();
            }
        }
    }

    /** Waits until all calls are over; there are no more. */
    void awaitEnd() throws InterruptedException {
        worker.shutdown();
        worker.awaitTermination(Long.MAX_VALUE, TimeUnit.SECONDS);
    }

    /** A call that waits, runs, or is over. */
    private final class Call {
        private final Tool tool;
        private final JsonNode arguments;
        private final Reply reply;
        private Deadline deadline; // while it runs
        private boolean isCancelled;

        Call(Tool tool, JsonNode arguments, Reply reply) {
            this.tool = tool;
            this.arguments = arguments;
            this.reply = reply;
        }

        synchronized void cancel() {
            isCancelled = true;
            if (deadline != null) {
                deadline.stop();
            }
        }

        private synchronized boolean isCancelled() {
            return isCancelled;
        }

        private synchronized void begin() {
            deadline = new Deadline(tables::cancel, limits.seconds(), this::giveUp);
            if (isCancelled) {
                deadline.stop();
            }
        }

        private void giveUp() {
            reply(told("It could not be stopped in time; the server ends."), true);
            stuck.run();
        }

        void run() {
            if (isCancelled()) {
                return;
            }
            begin();
            try {
                Answer answer = new Answer(limits.rows());
                tool.run(arguments, answer);
                end(answer, false);
            } catch (ToolFailure | UserError e) {
                end(told(e.getMessage()), true);
            } catch (QueryError e) {
                end(failed(e), true);
            } catch (IOException e) {
                end(told("The tables cannot be read: " + e.getMessage()), true);
            } catch (OutOfMemoryError e) {
                // Of one value that is too large; what held it is garbage by now.
                end(told("It takes more memory than there is: ask for less."), true);
            } catch (RuntimeException e) {
                e.printStackTrace(); // ours to mend; the client must not wait for ever
                end(told("The program failed; its standard error tells more."), true);
            }
        }

        private void end(Answer answer, boolean isError) {
            deadline.close();
            if (!isCancelled()) {
                reply(answer, isError);
            }
        }

        private void reply(Answer answer, boolean isError) {
            try {
                reply.text(answer.text(), isError);
            } catch (IOException e) {
                System.err.println("census: the client reads no more: " + e.getMessage());
            }
        }

        private Answer told(String words) {
            Answer answer = new Answer(limits.rows());
            answer.line(words);
            return answer;
        }

        private Answer failed(QueryError failure) {
            if (deadline.isTooLate()) {
                return told(
                        "It was stopped: a call has "
                                + limits.seconds()
                                + " seconds. Ask for less: a site, a day, sums instead of rows.");
            }
            Answer answer =
                    told(
                            failure.blame() == QueryError.Blame.EXECUTION
                                    ? "The query failed; the engine's words:"
                                    : "The query is refused; the engine's words:");
            answer.quoted(failure.getMessage());
            return answer;
        }
    }
}
