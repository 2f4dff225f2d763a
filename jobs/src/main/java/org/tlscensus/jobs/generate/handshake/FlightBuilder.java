package org.tlscensus.jobs.generate.handshake;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Puts messages into records, and records into flights. */
final class FlightBuilder {
    private static final int MOST_OF_RECORD = 1 << 14;

    private final List<Flight> flights = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Mark> marks = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private Side side;

    /** Adds a message or a record's body; where it is long, as several records. */
    void add(Part part, byte[] body, int overhead) {
        turn(part.side());
        int at = 0;
        do {
            int count = Math.min(MOST_OF_RECORD + overhead, body.length - at);
            bytes.write(part.contentType());
            bytes.write(part.version() >> 8);
            bytes.write(part.version());
            bytes.write(count >> 8);
            bytes.write(count);
            bytes.write(body, at, count);
            at += count;
        } while (at < body.length);
    }

    /** Notes that a message ends here. */
    void mark(Mark mark) {
        marks.add(mark);
        ends.add(bytes.size());
    }

    private void turn(Side next) {
        if (side != next) {
            endFlight();
            side = next;
        }
    }

    private void endFlight() {
        if (bytes.size() > 0) {
            flights.add(
                    new Flight(
                            side,
                            bytes.toByteArray(),
                            marks.toArray(new Mark[0]),
                            ends.stream().mapToInt(Integer::intValue).toArray()));
            bytes.reset();
            marks.clear();
            ends.clear();
        }
    }

    List<Flight> flights() {
        endFlight();
        return flights;
    }
}
