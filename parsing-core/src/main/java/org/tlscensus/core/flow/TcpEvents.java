package org.tlscensus.core.flow;

import static org.tlscensus.core.flow.TcpState.Event.FIN;
import static org.tlscensus.core.flow.TcpState.Event.RST;

/**
 * The first occurrence of each TCP event of a connection, in order, packed into a long.
 *
 * <p>As text, one letter each, upper case from the low end: S a SYN, H a SYN-ACK, F a FIN, R an
 * RST, D payload. Two of them joined, less what the second repeats, is that of the joined
 * connection.
 */
public final class TcpEvents {
    private static final String LETTERS = "SHFRD"; // in the order of the events
    private static final TcpState.Event[] EVENTS = TcpState.Event.values();

    private static final int OF_HIGH = 8; // what the codes of the high end have more

    /**
     * No event yet. Codes of 4 bits from the lowest bits up, code = event + 1 (+ 8 from the high
     * end); and, so that a repetition is told at once, bit 48 + code for each code that is there.
     */
    public static final long NONE = 0;

    private static final int SEEN = 48;
    private static final long CODES = (1L << SEEN) - 1;

    private TcpEvents() {}

    /** The events with one more at the end, unless it is there. */
    public static long with(long events, TcpState.Event event, End from) {
        int code = codeOf(event, from);
        long seen = 1L << SEEN + code;
        if ((events & seen) != 0) {
            return events;
        }
        int count = Long.bitCount(events >>> SEEN);
        return events | seen | (long) code << 4 * count;
    }

    private static int codeOf(TcpState.Event event, End from) {
        return event.ordinal() + 1 + (from.isHigh() ? OF_HIGH : 0);
    }

    /** Whether an end did something. */
    public static boolean has(long events, TcpState.Event event, End from) {
        return (events >>> SEEN + codeOf(event, from) & 1) != 0;
    }

    /** Whether a FIN came from both ends, or an RST from one. */
    public static boolean isClosed(long events) {
        return has(events, RST, End.LOW)
                || has(events, RST, End.HIGH)
                || has(events, FIN, End.LOW) && has(events, FIN, End.HIGH);
    }

    /** The state that the events lead to, given which end is the client. */
    public static TcpState state(long events, End clientEnd) {
        TcpState state = TcpState.NEW;
        for (long rest = events & CODES; rest != 0; rest >>>= 4) {
            int code = (int) (rest & 0xf);
            End from = End.of(code > OF_HIGH);
            TcpState.Event event = EVENTS[code - 1 - (from.isHigh() ? OF_HIGH : 0)];
            state = state.after(event, from == clientEnd);
        }
        return state;
    }

    /** The events as letters. */
    public static String toText(long events) {
        StringBuilder text = new StringBuilder();
        for (long rest = events & CODES; rest != 0; rest >>>= 4) {
            int code = (int) (rest & 0xf);
            End from = End.of(code > OF_HIGH);
            char letter = LETTERS.charAt(code - 1 - (from.isHigh() ? OF_HIGH : 0));
            text.append(from.isHigh() ? Character.toLowerCase(letter) : letter);
        }
        return text.toString();
    }

    /** What {@link #toText} wrote, after the events that came before it. */
    public static long join(long earlier, String later) {
        long events = earlier;
        for (int i = 0; i < later.length(); i++) {
            char letter = later.charAt(i);
            int index = LETTERS.indexOf(Character.toUpperCase(letter));
            events = with(events, EVENTS[index], End.of(Character.isLowerCase(letter)));
        }
        return events;
    }
}
