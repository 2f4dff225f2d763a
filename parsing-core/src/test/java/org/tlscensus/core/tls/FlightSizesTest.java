package org.tlscensus.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.tlscensus.core.tls.Wire.certificate;
import static org.tlscensus.core.tls.Wire.changeCipherSpec;
import static org.tlscensus.core.tls.Wire.clientHello;
import static org.tlscensus.core.tls.Wire.encrypted;
import static org.tlscensus.core.tls.Wire.flight;
import static org.tlscensus.core.tls.Wire.hex;
import static org.tlscensus.core.tls.Wire.join;
import static org.tlscensus.core.tls.Wire.message;
import static org.tlscensus.core.tls.Wire.records;
import static org.tlscensus.core.tls.Wire.serverHello;
import static org.tlscensus.core.wire.Side.CLIENT;
import static org.tlscensus.core.wire.Side.SERVER;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.row.ClientHelloRow;
import org.tlscensus.core.row.FlightRow;
import org.tlscensus.core.wire.EpochNanos;
import org.tlscensus.core.wire.Side;

/** In how many segments and records a ClientHello came, and what the server sent upon it. */
class FlightSizesTest {
    private static final String TLS13 = "002b00020304";
    private static final String OFFERS_TLS13 = "002b0003020304";
    private static final byte[] DONE = message(HandshakeType.SERVER_HELLO_DONE, hex(""));
    private static final byte[] TLS12_FLIGHT =
            join(flight(serverHello("c02f", "")), flight(certificate(), DONE));
    private static final byte[] TLS13_FLIGHT =
            join(
                    flight(serverHello("1301", TLS13)),
                    changeCipherSpec(),
                    encrypted(23, 1200),
                    encrypted(23, 53));
    private static final int SMALL = 100;

    private final TlsDialogue dialogue = new TlsDialogue(TlsLimits.DEFAULTS, new Told.Listener());
    private long now;

    /** Each segment comes a second after the one before. */
    private void send(Side sender, byte[] bytes, int segmentSize) {
        for (int at = 0; at < bytes.length; at += segmentSize) {
            now += 1_000_000_000L;
            dialogue.segmentStarts(sender);
            int length = Math.min(segmentSize, bytes.length - at);
            dialogue.bytes(sender, now, bytes, at, length);
        }
    }

    private FlightRow serverFlight() {
        return dialogue.session().toRow().serverFlight();
    }

    /** The hello is a message of 49 bytes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            in one                        | 49 | 54  | 1  | 1
            its last byte in a second     | 49 | 53  | 2  | 1
            the record's header before it | 49 | 5   | 11 | 1
            two records in a segment      | 25 | 100 | 1  | 2
            a record a segment            | 1  | 6   | 49 | 49
            records across segments       | 48 | 54  | 2  | 2
            byte by byte                  | 49 | 1   | 54 | 1
            """)
    void helloIsCounted(String name, int recordSize, int segmentSize, int segments, int records) {
        send(CLIENT, records(clientHello(""), recordSize), segmentSize);
        ClientHelloRow hello = dialogue.session().toRow().clientHello();
        assertEquals(45, hello.messageBytes());
        assertEquals(segments, hello.segments());
        assertEquals(records, hello.records());
    }

    @Test
    void helloBehindOtherBytesBeginsWithItsRecord() {
        byte[] warning = join(Wire.record(ContentType.ALERT, hex("0100")), flight(clientHello("")));
        send(CLIENT, warning, 7);
        assertEquals(8, dialogue.session().toRow().clientHello().segments());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            one segment            | 10000
            a byte in the second   | -1
            several                | 60
            """)
    void flightEndsWithTheClientsAnswer(String name, int size) {
        for (byte[] sent : new byte[][] {TLS12_FLIGHT, TLS13_FLIGHT}) {
            FlightSizesTest other = new FlightSizesTest();
            String offer = sent == TLS13_FLIGHT ? OFFERS_TLS13 : "";
            int segmentSize = size < 0 ? sent.length + size : size;
            other.send(CLIENT, flight(clientHello(offer)), 10_000);
            other.send(SERVER, sent, segmentSize);
            assertNull(other.serverFlight(), "not answered yet");
            final long end = other.now;
            other.send(CLIENT, changeCipherSpec(), SMALL);
            other.send(SERVER, changeCipherSpec(), SMALL);
            int segments = (sent.length + segmentSize - 1) / segmentSize;
            FlightRow expected =
                    new FlightRow(sent.length, segments, EpochNanos.instant(end), null);
            assertEquals(expected, other.serverFlight());
        }
    }

    @Test
    void retryIsNoPartOfIt() {
        byte[] retry =
                hex("0303" + Wire.RETRY + "00" + "1301" + "00" + "000c" + TLS13 + "003300020017");
        send(CLIENT, flight(clientHello(OFFERS_TLS13)), SMALL);
        send(SERVER, join(flight(message(2, retry)), changeCipherSpec()), 10_000);
        send(CLIENT, join(changeCipherSpec(), flight(clientHello(OFFERS_TLS13))), 10_000);
        send(SERVER, TLS13_FLIGHT, 10_000);
        send(CLIENT, changeCipherSpec(), SMALL);
        assertEquals(TLS13_FLIGHT.length, serverFlight().bytes());
        assertEquals(1, serverFlight().segments());
    }

    @Test
    void missingBytesHideIt() {
        send(CLIENT, flight(clientHello(OFFERS_TLS13)), 10_000);
        send(SERVER, TLS13_FLIGHT, 10_000);
        dialogue.gap(SERVER, 10);
        send(CLIENT, changeCipherSpec(), SMALL);
        assertNull(serverFlight());
    }

    /** The client's early data goes on while the server answers (RFC 8446 section 4.2.10). */
    @Test
    void earlyDataHidesTheAnswer() {
        send(CLIENT, flight(clientHello(OFFERS_TLS13 + "002a0000")), SMALL);
        send(SERVER, TLS13_FLIGHT, 10_000);
        send(CLIENT, encrypted(23, 500), 10_000);
        assertNull(serverFlight());
    }

    @Test
    void whatIsCarriedIsNotCounted() {
        Wire.send(dialogue, CLIENT, flight(clientHello("")));
        Wire.send(dialogue, SERVER, TLS12_FLIGHT);
        Wire.send(dialogue, CLIENT, changeCipherSpec());
        assertNull(serverFlight());
        assertNull(dialogue.session().toRow().clientHello().segments());
        assertEquals(1, dialogue.session().toRow().clientHello().records());
    }
}
