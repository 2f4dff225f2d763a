package org.tlscensus.jobs.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which files are complete. A file is, when it has been left alone for a while, by its own
 * time and by ours. The tables grow in the order of time, so that one that is still written to
 * holds back those whose packets are later: which of them to take first cannot be made good later.
 */
final class Arrivals {
    private final long settleMillis;
    private Map<String, Sight> sights = new HashMap<>(); // of files that are waited for

    /** How large a file was, and since when. */
    private record Sight(long bytes, long sinceMillis) {}

    Arrivals(long settleMillis) {
        this.settleMillis = settleMillis;
    }

    /**
     * The files that can be taken in now.
     *
     * @param found all that the tables do not have
     */
    List<Arrival> complete(List<Arrival> found, long nowMillis) {
        Map<String, Sight> now = new HashMap<>();
        List<Arrival> settled = new ArrayList<>();
        long firstOpenNanos = Long.MAX_VALUE;
        for (Arrival arrival : found) {
            Sight sight = sight(arrival, nowMillis);
            now.put(arrival.file().path(), sight);
            if (isSettled(arrival, sight, nowMillis)) {
                settled.add(arrival);
            } else if (arrival.firstNanos() != null) {
                firstOpenNanos = Math.min(firstOpenNanos, arrival.firstNanos());
            }
        }
        sights = now;
        long open = firstOpenNanos;
        settled.removeIf(arrival -> latest(arrival) > open);
        return settled;
    }

    private Sight sight(Arrival arrival, long nowMillis) {
        Sight before = sights.get(arrival.file().path());
        boolean isSame = before != null && before.bytes() == arrival.file().bytes();
        return isSame ? before : new Sight(arrival.file().bytes(), nowMillis);
    }

    /** One that was old when it was first seen need not be watched. */
    private boolean isSettled(Arrival arrival, Sight sight, long nowMillis) {
        boolean isOld = arrival.modifiedMillis() + settleMillis <= nowMillis;
        boolean isWatched = sights.containsKey(arrival.file().path());
        boolean isQuiet = sight.sinceMillis() + settleMillis <= nowMillis;
        return isOld && (!isWatched || isQuiet);
    }

    private static long latest(Arrival arrival) {
        if (arrival.lastNanos() != null) {
            return arrival.lastNanos();
        }
        return arrival.firstNanos() != null ? arrival.firstNanos() : Long.MIN_VALUE;
    }
}
