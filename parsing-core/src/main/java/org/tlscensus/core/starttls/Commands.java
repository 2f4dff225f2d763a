package org.tlscensus.core.starttls;

import java.util.ArrayDeque;

/** Commands that wait for their replies, which come in the same order. */
final class Commands<C> {
    private final ArrayDeque<C> waiting = new ArrayDeque<>();
    private final int max;

    Commands(StartTlsLimits limits) {
        max = limits.pendingCommands();
    }

    void add(C command) {
        if (waiting.size() == max) {
            waiting.removeFirst();
        }
        waiting.add(command);
    }

    /** The one whose reply is next; null when that is not known. */
    C next() {
        return waiting.peekFirst();
    }

    C last() {
        return waiting.peekLast();
    }

    void replied() {
        waiting.pollFirst();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void clear() {
        waiting.clear();
    }
}
