package org.tlscensus.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionReuseTest {
    private static final long IDLE_NANOS = 1000;

    /**
     * What is there, by its events in TcpEvents' letters, of which the first is its opening.
     *
     * @param initial sequence numbers of the ends' SYNs, low and high, null where none was seen
     * @param lowest lowest sequence numbers of the ends, null where none was seen
     * @param answered what the latest SYN-ACK of an end acknowledged
     */
    private record Known(
            String letters,
            Integer[] initial,
            Integer[] lowest,
            Integer[] answered,
            boolean isKnownFromStart,
            boolean isTcp)
            implements ConnectionReuse.Present {
        Known of(boolean tcp) {
            return new Known(letters, initial, lowest, answered, isKnownFromStart, tcp);
        }

        @Override
        public long endNanos() {
            return 0;
        }

        @Override
        public long events() {
            return TcpEvents.join(TcpEvents.NONE, letters);
        }

        @Override
        public Integer initialSequence(End end) {
            return initial[end.ordinal()];
        }

        @Override
        public boolean hasSequence(End end) {
            return lowest[end.ordinal()] != null;
        }

        @Override
        public int lowestSequence(End end) {
            return lowest[end.ordinal()];
        }

        @Override
        public boolean openedBySyn() {
            return letters.toUpperCase(Locale.ROOT).startsWith("S");
        }

        @Override
        public boolean openedBySynAck() {
            return letters.toUpperCase(Locale.ROOT).startsWith("H");
        }

        @Override
        public Integer answered(End end) {
            return answered[end.ordinal()];
        }

        @Override
        public int openingAcknowledgment() {
            Integer opening = answered[letters.startsWith("h") ? 1 : 0];
            return opening == null ? 0 : opening;
        }
    }

    /** A SYN or SYN-ACK, as its letter and its numbers. */
    private record Came(char letter, int sequenceNumber, int acknowledgmentNumber, long timeNanos)
            implements ConnectionReuse.Arrival {

        @Override
        public End sender() {
            return End.of(Character.isLowerCase(letter));
        }

        @Override
        public boolean isSyn() {
            return Character.toUpperCase(letter) == 'S';
        }

        @Override
        public boolean isSynAck() {
            return Character.toUpperCase(letter) == 'H';
        }
    }

    /**
     * The low end, in upper case, is the client. Numbers: the client's SYN, the server's SYN, what
     * its SYN-ACK acknowledged, the client's lowest; a dash where nothing is known.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        SYN again                        | S     | 100 -   -   -   | S100   | SAME       | SAME
        SYN of another                   | S     | 100 -   -   -   | S500   | NEW_BY_SYN | NEW_BY_SYN
        SYN-ACK                          | S     | 100 -   -   -   | h700:101 | SAME     | SAME
        SYN-ACK of a hello in the SYN    | S     | 100 -   -   -   | h700:618 | SAME     | SAME
        SYN-ACK of another SYN           | S     | 100 -   -   -   | h700:50  | UNSURE   | SAME
        SYN-ACK again                    | Sh    | 100 700 101 -   | h700:101 | SAME     | SAME
        another SYN-ACK                  | Sh    | 100 700 101 -   | h900:101 | SAME     | SAME
        after a FIN, of the same SYN     | ShDf  | 100 700 101 101 | h900:101 | SAME     | SAME
        after a FIN, of another SYN      | ShDf  | 100 700 101 101 | h900:50  | NEW_BY_SYN | NEW_BY_SYN
        without a FIN, of another SYN    | ShD   | 100 700 101 101 | h900:50  | UNSURE   | SAME
        SYN when closed                  | ShDfF | 100 700 -   101 | S500   | NEW_BY_SYN | NEW_BY_SYN
        the same number when closed      | ShDfF | 100 700 -   101 | S100   | NEW_BY_SYN | NEW_BY_SYN
        late SYN, its answer first       | h     | -   700 101 -   | S100   | SAME       | SAME
        behind the server's payload      | hd    | -   700 101 -   | S100   | SAME       | SAME
        behind the server's FIN          | hdf   | -   700 101 -   | S100   | SAME       | SAME
        late SYN of 1 byte, its answer   | hd    | -   700 102 -   | S100   | SAME       | SAME
        late SYN with a hello            | hd    | -   700 618 -   | S100   | SAME       | SAME
        with as much as a segment has    | hd    | -   700 9101 -  | S100   | SAME       | SAME
        the number wraps                 | hd    | -   700 107 -   | S-5    | SAME       | SAME
        more than a segment has          | hd    | -   700 9102 -  | S100   | UNSURE     | NEW_BY_SYN
        a number that was not answered   | hd    | -   700 100 -   | S100   | UNSURE     | NEW_BY_SYN
        not answered, the server's FIN   | hdf   | -   700 101 -   | S500   | UNSURE     | NEW_BY_SYN
        not answered, the server's RST   | hdr   | -   700 101 -   | S500   | NEW_BY_SYN | NEW_BY_SYN
        late SYN in its midst            | DdD   | -   -   -   101 | S100   | UNSURE     | SAME
        in the midst of another          | DdD   | -   -   -   101 | S500   | UNSURE     | NEW_BY_SYN
        in the midst of one half closed  | DdfD  | -   -   -   101 | S500   | UNSURE     | NEW_BY_SYN
        SYN-ACK in its midst             | Dd    | -   -   -   101 | h700   | UNSURE     | SAME
        another SYN-ACK, no SYN seen     | hd    | -   700 101 -   | h900   | UNSURE     | SAME
        both open at once                | S     | 100 -   -   -   | s700   | UNSURE     | SAME
        the other end, after its payload | Sd    | 100 -   -   -   | s700   | UNSURE     | SAME
        SYN in its midst, its SYN lost   | ShDfF | -   700 -   101 | S500   | NEW_BY_SYN | NEW_BY_SYN
        SYN when the other end aborted   | Dr    | -   -   -   101 | S500   | UNSURE     | NEW_BY_SYN
        SYN-ACK when closed, the same    | ShDfF | 100 700 101 101 | h700:50 | SAME      | SAME
        SYN-ACK when aborted, of another | ShDR  | 100 700 101 101 | h900:50 | NEW_BY_SYN | NEW_BY_SYN
        payload after all                | ShDfF | 100 700 101 101 | D102   | SAME       | SAME
        """)
    void judges(
            String name,
            String events,
            String numbers,
            String arrival,
            ConnectionReuse inSplit,
            ConnectionReuse ofAll) {
        Came came = came(arrival);
        assertEquals(inSplit, verdict(known(events, numbers, false), came), name);
        assertEquals(ofAll, verdict(known(events, numbers, true), came), name);
        String swapped = TcpStateTest.swapCase(events);
        Came mirrored = came(TcpStateTest.swapCase(arrival));
        assertEquals(inSplit, verdict(mirrored(swapped, numbers, false), mirrored), name);
        assertEquals(ofAll, verdict(mirrored(swapped, numbers, true), mirrored), name);
    }

    /** After more than the idle time all is new; of UDP, nothing else is. */
    @ParameterizedTest
    @CsvSource({
        "true,  D, 1000, SAME",
        "true,  D, 1001, NEW_BY_IDLE",
        "true,  S, 1001, NEW_BY_IDLE",
        "true,  S, 1000, NEW_BY_SYN",
        "true,  D, -5,   SAME",
        "false, D, 1000, SAME",
        "false, D, 1001, NEW_BY_IDLE",
        "false, S, 1000, SAME",
    })
    void silenceEndsAConnection(boolean tcp, char letter, long nanos, ConnectionReuse expected) {
        Known present = known("ShDfF", "100 700 101 101", true).of(tcp);
        Came arrival = new Came(letter, 500, 0, nanos);
        assertEquals(expected, ConnectionReuse.of(present, arrival, IDLE_NANOS));
    }

    private static Came came(String arrival) {
        String[] numbers = arrival.substring(1).split(":", -1);
        int acknowledged = numbers.length == 1 ? 0 : Integer.parseInt(numbers[1]);
        return new Came(arrival.charAt(0), Integer.parseInt(numbers[0]), acknowledged, 1);
    }

    private static ConnectionReuse verdict(Known present, Came arrival) {
        return ConnectionReuse.of(present, arrival, IDLE_NANOS);
    }

    private static Known known(String events, String numbers, boolean isKnownFromStart) {
        String[] of = numbers.trim().split(" +", -1);
        return new Known(
                events,
                new Integer[] {number(of[0]), number(of[1])},
                new Integer[] {number(of[3]), null},
                new Integer[] {null, number(of[2])},
                isKnownFromStart,
                true);
    }

    private static Known mirrored(String events, String numbers, boolean isKnownFromStart) {
        Known known = known(events, numbers, isKnownFromStart);
        return new Known(
                events,
                swap(known.initial()),
                swap(known.lowest()),
                swap(known.answered()),
                isKnownFromStart,
                true);
    }

    private static Integer[] swap(Integer[] ends) {
        return new Integer[] {ends[1], ends[0]};
    }

    private static Integer number(String text) {
        return text.equals("-") ? null : Integer.valueOf(text);
    }
}
