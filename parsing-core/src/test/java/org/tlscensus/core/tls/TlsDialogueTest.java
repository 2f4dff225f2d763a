package org.tlscensus.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tlscensus.core.tls.Wire.certificate;
import static org.tlscensus.core.tls.Wire.changeCipherSpec;
import static org.tlscensus.core.tls.Wire.clientHello;
import static org.tlscensus.core.tls.Wire.encrypted;
import static org.tlscensus.core.tls.Wire.flight;
import static org.tlscensus.core.tls.Wire.hex;
import static org.tlscensus.core.tls.Wire.join;
import static org.tlscensus.core.tls.Wire.message;
import static org.tlscensus.core.tls.Wire.record;
import static org.tlscensus.core.tls.Wire.records;
import static org.tlscensus.core.tls.Wire.send;
import static org.tlscensus.core.tls.Wire.serverHello;
import static org.tlscensus.core.wire.Side.CLIENT;
import static org.tlscensus.core.wire.Side.SERVER;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.core.row.TlsRow;

class TlsDialogueTest {
    private static final String TLS13 = "002b00020304";
    private static final byte[] KEY_EXCHANGE =
            message(HandshakeType.SERVER_KEY_EXCHANGE, hex("03001d 20" + Wire.RANDOM + "0401"));
    private static final byte[] DONE = message(HandshakeType.SERVER_HELLO_DONE, hex(""));
    private static final byte[] CLIENT_KEY = message(HandshakeType.CLIENT_KEY_EXCHANGE, hex("00"));
    private static final byte[] FINISHED = encrypted(ContentType.HANDSHAKE, 40);

    private final Told.Listener listener = new Told.Listener();
    private final TlsDialogue dialogue = new TlsDialogue(TlsLimits.DEFAULTS, listener);

    private TlsRow row() {
        return dialogue.session().toRow();
    }

    private Set<String> anomalies() {
        return dialogue.session().anomalies();
    }

    private static byte[] serverFlight() {
        return join(serverHello("c02f", ""), certificate(), KEY_EXCHANGE, DONE);
    }

    @Test
    void fullHandshake() {
        send(dialogue, CLIENT, flight(clientHello("")));
        send(dialogue, SERVER, flight(serverFlight()));
        send(dialogue, CLIENT, flight(CLIENT_KEY), changeCipherSpec(), FINISHED);
        byte[] ticket = message(HandshakeType.NEW_SESSION_TICKET, hex("00000e10 0000"));
        send(dialogue, SERVER, flight(ticket), changeCipherSpec(), FINISHED);
        assertFalse(dialogue.isDecided());
        send(dialogue, CLIENT, encrypted(ContentType.APPLICATION_DATA, 300));
        send(dialogue, SERVER, encrypted(ContentType.APPLICATION_DATA, 500));
        assertTrue(dialogue.isDecided());
        assertEquals("CsxknGIti", row().history());
        assertEquals("tls1.2", row().version());
        assertEquals("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", row().cipherSuite());
        assertEquals("x25519", row().selectedGroup());
        assertEquals(false, row().resumed());
        assertTrue(row().established());
        assertEquals(3600, row().serverHello().ticketLifetimeHint());
        assertEquals(1, row().serverChain().size());
        assertNull(row().clientChain());
        assertEquals(300, row().clientApplicationBytes());
        assertEquals(500, row().serverApplicationBytes());
        assertEquals(Set.of(), anomalies());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 36, 50})
    void messagesOverRecords(int size) {
        send(dialogue, CLIENT, records(clientHello(""), size));
        send(dialogue, SERVER, records(serverFlight(), size));
        assertEquals("Csxkn", row().history());
        assertEquals("x25519", row().selectedGroup());
        assertEquals(Set.of(), anomalies());
    }

    @Test
    void resumptionBySessionIdAndByTicket() {
        byte[] id = hex("0303" + Wire.RANDOM + "04aabbccdd" + "0002002f" + "0100");
        byte[] echo = hex("0303" + Wire.RANDOM + "04aabbccdd" + "002f" + "00");
        send(dialogue, CLIENT, flight(message(1, id)));
        send(dialogue, SERVER, flight(message(2, echo)), changeCipherSpec(), FINISHED);
        send(dialogue, CLIENT, changeCipherSpec(), FINISHED);
        assertEquals(true, row().resumed());
        assertEquals("session_id", row().resumption());
        assertTrue(row().established());
        assertEquals(4, row().clientHello().sessionIdLength());
        assertEquals(row().clientHello().sessionIdHash(), row().serverHello().sessionIdHash());

        TlsDialogue other = new TlsDialogue(TlsLimits.DEFAULTS, listener);
        send(other, CLIENT, flight(clientHello("0023 0002 aabb")));
        send(other, SERVER, flight(serverHello("c02f", "")), changeCipherSpec(), FINISHED);
        assertEquals("ticket", other.session().toRow().resumption());
    }

    @Test
    void missingBytesAreNoResumption() {
        send(dialogue, CLIENT, flight(clientHello("")));
        send(dialogue, SERVER, flight(serverHello("c02f", "")));
        dialogue.gap(SERVER, 1000);
        send(dialogue, SERVER, changeCipherSpec(), FINISHED);
        assertNull(row().resumed());
        assertEquals(Set.of("records_missing"), anomalies());
    }

    @Test
    void tls13() {
        send(dialogue, CLIENT, flight(clientHello("002b0003020304")));
        send(dialogue, SERVER, flight(serverHello("1301", TLS13 + "003300050017000141")));
        send(dialogue, SERVER, changeCipherSpec(), encrypted(23, 1200));
        send(dialogue, CLIENT, changeCipherSpec());
        assertFalse(row().established());
        send(dialogue, CLIENT, encrypted(23, 53), encrypted(23, 200));
        assertTrue(row().established());
        assertFalse(dialogue.isDecided());
        send(dialogue, SERVER, encrypted(23, 250));
        assertTrue(dialogue.isDecided());
        assertEquals("CsiI", row().history());
        assertEquals("tls1.3", row().version());
        assertEquals("secp256r1", row().selectedGroup());
        assertEquals(false, row().resumed());
        assertEquals(200, row().clientApplicationBytes());
        assertEquals(250, row().serverApplicationBytes());
    }

    @Test
    void anEncryptedAlertIsNoFinished() {
        send(dialogue, CLIENT, flight(clientHello("002b0003020304")));
        send(dialogue, SERVER, flight(serverHello("1301", TLS13)), encrypted(23, 1200));
        send(dialogue, CLIENT, encrypted(23, 19));
        assertFalse(row().established());
    }

    @Test
    void helloRetryRequest() {
        byte[] retry =
                hex("0303" + Wire.RETRY + "00" + "1301" + "00" + "000c" + TLS13 + "003300020017");
        send(dialogue, CLIENT, flight(clientHello("002b0003020304 fe0d 0000")));
        send(dialogue, SERVER, flight(message(2, retry)), changeCipherSpec());
        assertEquals("tls1.3", row().version());
        assertNull(row().serverHello());
        send(dialogue, CLIENT, changeCipherSpec(), flight(clientHello("002b0003020304")));
        send(dialogue, SERVER, flight(serverHello("1301", TLS13)));
        assertEquals("CjiICs", row().history());
        assertTrue(row().helloRetryRequest());
        assertEquals(List.of(43, 0xfe0d), row().clientHello().extensionIds());
        assertEquals("grease_or_real", row().clientHello().ech());
    }

    @Test
    void theSecondHelloIsNotTakenForTheFirst() {
        byte[] retry =
                hex("0303" + Wire.RETRY + "00" + "1301" + "00" + "000c" + TLS13 + "003300020017");
        send(dialogue, SERVER, flight(message(2, retry)), changeCipherSpec());
        byte[] hello = clientHello("002b0003020304 0033 0008 0006 0017 0002 abcd");
        send(dialogue, CLIENT, changeCipherSpec(), flight(hello));
        send(dialogue, SERVER, flight(serverHello("1301", TLS13)));
        assertNull(row().clientHello().keyShareGroups());
        assertNull(row().clientHelloTime());
        assertEquals(List.of(43, 51), row().clientHello().extensionIds());
        assertTrue(anomalies().contains("first_client_hello_missing"));
    }

    @Test
    void earlyDataComesBeforeTheServerHello() {
        send(dialogue, CLIENT, flight(clientHello("002b0003020304 002a0000 0029 0000")));
        send(dialogue, CLIENT, changeCipherSpec(), encrypted(23, 700));
        send(dialogue, SERVER, flight(serverHello("1301", TLS13 + "002900020000")));
        assertEquals("CIs", row().history());
        assertTrue(row().earlyData());
        assertEquals("psk", row().resumption());
        assertEquals(700, row().clientApplicationBytes());
        assertFalse(row().established());
    }

    @Test
    void aSuiteWithoutEncryptionStaysReadable() {
        byte[] mac = new byte[20];
        byte[] finished = message(HandshakeType.FINISHED, new byte[12]);
        send(dialogue, CLIENT, flight(clientHello("")));
        send(dialogue, SERVER, flight(serverHello("0002", ""), certificate(), DONE));
        send(dialogue, CLIENT, flight(CLIENT_KEY), changeCipherSpec(), flight(finished, mac));
        send(dialogue, SERVER, changeCipherSpec(), flight(finished, mac));
        send(dialogue, SERVER, record(ContentType.ALERT, join(hex("0100"), mac)));
        assertEquals("CsxnGIFifl", row().history());
        assertTrue(row().established());
        assertEquals(List.of("warning:close_notify"), row().serverAlerts());
    }

    @Test
    void alertsInTheClearHaveNames() {
        send(dialogue, CLIENT, flight(clientHello("")));
        send(dialogue, SERVER, record(ContentType.ALERT, hex("0170")));
        send(dialogue, SERVER, record(ContentType.ALERT, hex("02 28 07 ee")));
        assertEquals(
                List.of("warning:unrecognized_name", "fatal:handshake_failure", "0x07:0xee"),
                row().serverAlerts());
        assertEquals("Clll", row().history());
    }

    @Test
    void sslV2() {
        String certificate = "3003020101";
        send(dialogue, CLIENT, hex("801f 01 0002 0006 0000 0010 0700c0 010080" + "11".repeat(16)));
        byte[] hello =
                hex("04 00 01 0002 0005 0003 0010" + certificate + "0700c0" + "22".repeat(16));
        send(dialogue, SERVER, join(new byte[] {(byte) 0x80, (byte) hello.length}, hello));
        send(dialogue, CLIENT, hex("8010 02 0700c0 0000 0002 0004 aabb 00000000"));
        send(dialogue, SERVER, hex("0011 00" + "ee".repeat(17)));
        send(dialogue, CLIENT, hex("0011 00" + "ee".repeat(17)));
        assertFalse(row().established());
        send(dialogue, SERVER, hex("0011 00" + "ee".repeat(17)));
        assertTrue(row().established());
        assertEquals("sslv2", row().version());
        assertEquals("sslv2", row().recordVersion());
        assertEquals("SSLv20_CK_DES_192_EDE3_CBC_WITH_MD5", row().cipherSuite());
        assertEquals("CsG", row().history());
        assertEquals(List.of(0x0700c0, 0x010080), row().clientHello().cipherSuiteIds());
        assertEquals(1, row().serverChain().size());
        assertEquals(Set.of(), anomalies());
    }

    @Test
    void aHelloInSslV2sFormGoesOnWithTls() {
        send(dialogue, CLIENT, hex("801c 01 0301 0003 0000 0010 00002f" + "11".repeat(16)));
        send(dialogue, SERVER, flight(serverHello("002f", ""), certificate(), DONE));
        send(dialogue, CLIENT, flight(CLIENT_KEY), changeCipherSpec(), FINISHED);
        assertEquals("CsxnGI", row().history());
        assertEquals("tls1.2", row().recordVersion());
        assertTrue(row().clientHello().sslv2Framed());
        assertNull(row().ja4());
    }

    @Test
    void gapInsideAMessageLosesOnlyThatMessage() {
        send(dialogue, CLIENT, flight(clientHello("")));
        byte[] flight = flight(serverFlight());
        int hole = 5 + serverHello("c02f", "").length + 6; // inside the Certificate
        dialogue.bytes(SERVER, 0, flight, 0, hole);
        dialogue.gap(SERVER, 3);
        dialogue.bytes(SERVER, 0, flight, hole + 3, flight.length - hole - 3);
        assertEquals("Cskn", row().history());
        assertEquals(Set.of("handshake_message_incomplete"), anomalies());
    }

    @Test
    void afterALossTheNextRecordIsFoundInsideASegment() {
        send(dialogue, CLIENT, flight(clientHello("")));
        send(dialogue, SERVER, flight(serverHello("c02f", "")));
        dialogue.gap(SERVER, 4000);
        send(dialogue, SERVER, hex("00112233445566"), flight(KEY_EXCHANGE), flight(DONE));
        assertEquals("Cskn", row().history());
    }

    @Test
    void gapInsideAnEncryptedRecordIsSkipped() {
        send(dialogue, CLIENT, flight(clientHello("")));
        send(dialogue, SERVER, flight(serverFlight()));
        byte[] data = encrypted(ContentType.APPLICATION_DATA, 1000);
        dialogue.bytes(SERVER, 0, data, 0, 100);
        dialogue.gap(SERVER, 905);
        send(dialogue, SERVER, record(ContentType.ALERT, hex("0228")));
        assertEquals(List.of("fatal:handshake_failure"), row().serverAlerts());
    }

    @Test
    void theClientIsWhoSendsTheClientHello() {
        send(dialogue, SERVER, flight(clientHello("")));
        send(dialogue, CLIENT, flight(serverFlight()));
        assertEquals(SERVER, dialogue.session().clientSide());
        assertEquals("Csxkn", row().history());
        assertEquals(1, row().serverChain().size());
    }

    @Test
    void withoutAHelloThereIsNoRow() {
        send(dialogue, SERVER, flight(certificate()));
        assertNull(row());
        assertFalse(dialogue.session().sawHello());
        assertNull(dialogue.session().clientSide());
    }

    @Test
    void heartbeatThatAsksForMoreThanItSends() {
        send(dialogue, CLIENT, flight(clientHello("")));
        send(dialogue, CLIENT, record(ContentType.HEARTBEAT, hex("01 4000")));
        assertEquals("CB", row().history());
        assertEquals(Set.of("heartbeat_overread"), anomalies());
    }

    @Test
    void whatAnOutsiderCanPileUpIsBounded() {
        TlsLimits limits = new TlsLimits(1000, 1000, 2, 10, 5000);
        TlsDialogue small = new TlsDialogue(limits, listener);
        send(small, CLIENT, flight(clientHello("")));
        send(
                small,
                SERVER,
                flight(message(HandshakeType.CERTIFICATE, hex("00000c" + "00000130".repeat(3)))));
        assertEquals(2, small.session().toRow().serverChain().size());
        send(small, SERVER, record(22, hex("0c 0fffff 00")));
        assertEquals(
                Set.of("too_many_certificates", "handshake_message_too_large"),
                small.session().anomalies());
        for (int i = 0; i < 20; i++) {
            send(small, CLIENT, changeCipherSpec());
        }
        assertTrue(small.isDecided());
        assertTrue(small.session().anomalies().contains("too_many_events"));
    }

    @Test
    void followingEndsAtItsBound() {
        send(dialogue, CLIENT, flight(clientHello("")));
        send(dialogue, SERVER, flight(serverHello("c02f", "")));
        for (int i = 0; i < 5 && !dialogue.isDecided(); i++) {
            send(dialogue, CLIENT, encrypted(ContentType.APPLICATION_DATA, 16_000));
        }
        assertTrue(dialogue.isDecided());
        assertEquals(80_000, row().clientApplicationBytes());
    }

    @Test
    void bytesThatAreNoRecord() {
        send(dialogue, CLIENT, flight(clientHello("")));
        send(dialogue, SERVER, hex("485454502f312e3120343030"));
        assertEquals(Set.of("not_a_record"), anomalies());
        assertEquals("C", row().history());
    }
}
