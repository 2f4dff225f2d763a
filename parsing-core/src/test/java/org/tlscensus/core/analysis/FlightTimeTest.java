package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.row.FlightRow;

/** Round trips of a server's flight, in made connections with a round trip of 0.1 seconds. */
class FlightTimeTest {
    private static final String RANDOM = "00".repeat(32);
    private static final String HELLO =
            "160303002d 01000029 0303" + RANDOM + "00 0002c02f 0100".replace(" ", "");
    private static final String SERVER_HELLO = "160303002a 02000026 0303" + RANDOM + "00 c02f 00";
    private static final String DONE = "1603030004 0e000000";
    private static final String CLIENT_KEY = "1603030005 1000000100";

    private final List<String> segments = new ArrayList<>();
    private int client = 101;
    private int server = 501;

    private void add(double seconds, String sender, String payload) {
        String hex = payload.replace(" ", "");
        boolean isClients = sender.equals(">");
        int sequence = isClients ? client : server;
        int acknowledged = isClients ? server : client;
        segments.add(seconds + " " + sender + " A " + sequence + " " + acknowledged + " " + hex);
        int length = HexFormat.of().parseHex(hex).length;
        client += isClients ? length : 0;
        server += isClients ? 0 : length;
    }

    private static FlightRow flight(List<String> segments) throws IOException {
        Captures captures = MadePackets.segments(String.join(";", segments)).captures();
        List<CaptureSplit> whole = List.of(new CaptureSplit(0, 0, 0, Long.MAX_VALUE, null));
        SiteRows rows = SiteRows.run("site", captures, whole, AnalysisOptions.DEFAULTS);
        return rows.connections().get(0).tls().serverFlight();
    }

    /** The client has had more than the capture. */
    @Test
    void anEndThatWasNotCapturedHidesTheFlight() throws IOException {
        add(0.2, ">", HELLO);
        add(0.3, "<", SERVER_HELLO);
        server += 9;
        add(0.6, ">", CLIENT_KEY);
        assertNull(flight(segments));
        server += 100;
        add(20, "<", "1403030001 01");
        assertNull(flight(segments));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            all at once            | true  | 0.31 | 1
            within a window        | true  | 0.34 | 1
            a second window        | true  | 0.40 | 2
            a little before that   | true  | 0.37 | 2
            a third window         | true  | 0.52 | 3
            the SYN was not seen   | false | 0.40 |
            """)
    void roundTripsAreTold(String name, boolean isSynSeen, double end, Integer expected)
            throws IOException {
        if (isSynSeen) {
            segments.add("0.0 > S 100");
            segments.add("0.05 < SA 500 101");
        }
        segments.add("0.1 > A 101 501");
        add(0.2, ">", HELLO);
        add(0.3, "<", SERVER_HELLO);
        add(end, "<", DONE);
        add(0.6, ">", CLIENT_KEY);
        FlightRow flight = flight(segments);
        assertEquals(56, flight.bytes());
        assertEquals(2, flight.segments());
        assertEquals(expected, flight.roundTrips());
    }
}
