package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.row.ProxyProtocolRow;
import org.tlscensus.core.row.StartTlsRow;

class DialogueNamingTest {
    private static final Endpoints ENDS =
            new Endpoints(End.LOW, "192.0.2.1", 1024, "198.51.100.7", 25, false);

    private static String banner(Naming naming, String text, Endpoints ends) {
        StartTlsRow row = new StartTlsRow("smtp", true, true, true, true, text, List.of(), false);
        return new DialogueNaming(naming).starttls(row, ends).serverSoftware();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    220 mx Hello [192.0.2.1]         | 220 mx Hello [<9>]         | 220 mx Hello [-]
                    192.0.2.1, and 192.0.2.1.        | <9>, and <9>.              | -, and -.
                    of 192.0.2.10 and 1192.0.2.1     | of 192.0.2.10 and 1192.0.2.1 | of 192.0.2.10 and 1192.0.2.1
                    from 192.0.2.10 to 192.0.2.1     | from 192.0.2.10 to <9>     | from 192.0.2.10 to -
                    I am 198.51.100.7                | I am 198.51.100.7          | I am 198.51.100.7
                    """)
    void bannersDoNotTellTheClient(String text, String named, String leftOut) {
        assertEquals(text, banner(Naming.PLAIN, text, ENDS));
        assertEquals(named, banner(MadeNaming.NAMES, text, ENDS));
        assertEquals(leftOut, banner(MadeNaming.NOTHING, text, ENDS));
    }

    @Test
    void aServerThatMayBeTheClientIsNotTold() {
        Endpoints unsure = new Endpoints(End.LOW, "192.0.2.1", 1024, "198.51.100.7", 25, true);
        assertEquals("I am <12>", banner(MadeNaming.NAMES, "I am 198.51.100.7", unsure));
        assertEquals("<12>", unsure.toldServer(MadeNaming.NAMES));
        assertNull(unsure.toldServer(MadeNaming.NOTHING));
        assertEquals("198.51.100.7", ENDS.toldServer(MadeNaming.NOTHING));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 5, <9>", "2001:db8::1, 5, <11>", "/run/user/1000/socket, , ", ", , "})
    void sourcesOfProxiesAreClients(String source, Integer port, String told) {
        ProxyProtocolRow row =
                new ProxyProtocolRow(2, source, port, "198.51.100.7", 443, "host.example", "h2");
        assertEquals(row, new DialogueNaming(Naming.PLAIN).proxyProtocol(row));
        assertEquals(
                new ProxyProtocolRow(2, told, port, "198.51.100.7", 443, "host.example", "h2"),
                new DialogueNaming(MadeNaming.NAMES).proxyProtocol(row));
        assertEquals(
                new ProxyProtocolRow(2, null, port, "198.51.100.7", 443, null, "h2"),
                new DialogueNaming(MadeNaming.NOTHING).proxyProtocol(row));
    }
}
