package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.packet.Bytes;

/** Datagrams in the form of DNS, by their ports. */
class LookAlikesTest {
    private static final int UDP = 17;
    private static final String QUESTION = "03777777 07 6578616d706c65 00 0001 0001";
    private static final String QUERY = "1234 0100 0001 0000 0000 0000" + QUESTION;
    private static final String ANSWER =
            "1234 8180 0001 0001 0000 0000" + QUESTION + "c00c 0001 0001 0000003c 0004 c0000201";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            query                       | query  | 40000 | 53    | 1
            answer                      | answer | 53    | 40000 | 1
            query from mDNS' port       | query  | 5353  | 53    | 1
            answer to that              | answer | 53    | 5353  | 1
            query from LLMNR's port     | query  | 5355  | 53    | 1
            answer to that              | answer | 53    | 5355  | 1
            query from NetBIOS' port    | query  | 137   | 53    | 1
            mDNS query                  | query  | 5353  | 5353  | 0
            mDNS answer                 | answer | 5353  | 5353  | 0
            mDNS query of a simple host | query  | 40000 | 5353  | 0
            mDNS answer to it           | answer | 5353  | 40000 | 0
            LLMNR query                 | query  | 40000 | 5355  | 0
            LLMNR answer                | answer | 5355  | 40000 | 0
            NetBIOS query               | query  | 137   | 137   | 0
            NetBIOS answer              | answer | 137   | 137   | 0
            """)
    void whoIsAskedTellsWhatItIs(
            String name, String kind, int source, int destination, int expected)
            throws IOException {
        byte[] message = Bytes.bytes(kind.equals("query") ? QUERY : ANSWER);
        byte[] packet = Bytes.ip(4, UDP, Bytes.udp(source, destination, message));
        Captures captures = new MadePackets(MadePackets.RAW).add(1, packet).captures();
        List<CaptureSplit> whole = List.of(new CaptureSplit(0, 0, 0, Long.MAX_VALUE, null));
        SiteRows rows = SiteRows.run("site", captures, whole, AnalysisOptions.DEFAULTS);
        assertEquals(expected, rows.lookups().size());
    }
}
