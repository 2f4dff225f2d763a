package org.tlscensus.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tlscensus.core.tls.Wire.clientHello;
import static org.tlscensus.core.tls.Wire.flight;
import static org.tlscensus.core.tls.Wire.join;
import static org.tlscensus.core.tls.Wire.message;
import static org.tlscensus.core.tls.Wire.records;
import static org.tlscensus.core.tls.Wire.serverHello;
import static org.tlscensus.core.wire.Side.CLIENT;
import static org.tlscensus.core.wire.Side.SERVER;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates of a megabyte and chains of hundreds are read; what they may cost has bounds. */
class LargeMessagesTest {
    private final Told.Listener listener = new Told.Listener();

    private static byte[] u24(int value) {
        return new byte[] {(byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }

    private static byte[] certificates(int count, int size) {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            byte[] certificate = new byte[size];
            certificate[0] = (byte) i;
            certificate[size - 1] = (byte) (i >> 8);
            list.writeBytes(join(u24(size), certificate));
        }
        byte[] body = join(u24(list.size()), list.toByteArray());
        return message(HandshakeType.CERTIFICATE, body);
    }

    private TlsDialogue dialogue(TlsLimits limits) {
        TlsDialogue dialogue = new TlsDialogue(limits, listener);
        Wire.send(dialogue, CLIENT, flight(clientHello("")));
        Wire.send(dialogue, SERVER, flight(serverHello("c02f", "")));
        return dialogue;
    }

    private static void send(TlsDialogue dialogue, byte[] bytes, int chunk) {
        for (int at = 0; at < bytes.length; at += chunk) {
            dialogue.bytes(SERVER, 0, bytes, at, Math.min(chunk, bytes.length - at));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 340000, 16384, 1448",
        "1, 950000, 16384, 65536",
        "1, 950000, 1000, 1448",
        "3, 5000000, 16384, 16384",
        "130, 700, 16384, 1448",
        "1000, 400, 4096, 9000",
        "4096, 3, 16384, 1448",
    })
    void messagesOfAnySizeAreRead(int count, int size, int record, int chunk) {
        TlsDialogue dialogue = dialogue(TlsLimits.DEFAULTS);
        send(dialogue, records(certificates(count, size), record), chunk);
        assertEquals(count, dialogue.session().toRow().serverChain().size());
        assertEquals(Set.of(), dialogue.session().anomalies());
        assertEquals(0, listener.memory().heldBytes());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1100000, handshake_message_too_large",
        "2, 600000, handshake_message_too_large",
        "4097, 3, too_many_certificates",
    })
    void whatIsBeyondTheBoundsIsSaid(int count, int size, String anomaly) {
        TlsDialogue dialogue = dialogue(new TlsLimits(1 << 18, 1 << 20, 4096, 200, 1 << 16));
        send(dialogue, records(certificates(count, size), 16384), 65536);
        assertTrue(dialogue.session().anomalies().contains(anomaly));
        assertEquals(0, listener.memory().heldBytes());
    }

    @Test
    void severalLargeMessagesHaveABoundTogether() {
        TlsDialogue dialogue = dialogue(new TlsLimits(1 << 18, 1 << 20, 4096, 200, 1 << 16));
        send(dialogue, records(certificates(1, 600_000), 16384), 65536);
        assertFalse(dialogue.isDecided());
        send(dialogue, records(certificates(1, 600_000), 16384), 65536);
        assertEquals(Set.of("too_many_handshake_bytes"), dialogue.session().anomalies());
        assertTrue(dialogue.isDecided());
    }

    /** Of a message that has no certificates in it, its RFC says how long it may be. */
    @Test
    void otherMessagesStaySmall() {
        TlsDialogue dialogue = dialogue(TlsLimits.DEFAULTS);
        byte[] message = message(HandshakeType.SERVER_KEY_EXCHANGE, new byte[300_000]);
        send(dialogue, records(message, 16384), 16384);
        assertEquals(Set.of("handshake_message_too_large"), dialogue.session().anomalies());
    }

    /** Of many connections that begin large messages, some are passed over, and all is returned. */
    @Test
    void allConnectionsShareAMemory() {
        byte[] flight = records(certificates(1, 3 << 20), 16384);
        TlsDialogue[] dialogues = new TlsDialogue[40];
        for (int i = 0; i < dialogues.length; i++) {
            dialogues[i] = dialogue(TlsLimits.DEFAULTS);
            send(dialogues[i], java.util.Arrays.copyOf(flight, 2 << 20), 65536);
            assertTrue(listener.memory().heldBytes() <= 64 << 20);
        }
        long refused = listener.memory().refusals();
        assertTrue(refused > 0);
        long full =
                List.of(dialogues).stream()
                        .filter(d -> d.session().anomalies().contains("handshake_memory_full"))
                        .count();
        assertEquals(refused, full);
        for (TlsDialogue dialogue : dialogues) {
            dialogue.end();
        }
        assertEquals(0, listener.memory().heldBytes());
    }

    /** The message after one that was passed over is read. */
    @Test
    void afterAMessageWithoutMemoryItGoesOn() {
        TlsDialogue dialogue = dialogue(TlsLimits.DEFAULTS);
        assertTrue(listener.memory().take(63 << 20));
        byte[] done = message(HandshakeType.SERVER_HELLO_DONE, new byte[0]);
        send(dialogue, records(join(certificates(1, 2 << 20), done), 16384), 16384);
        assertTrue(dialogue.session().toRow().history().endsWith("n"));
        assertEquals(Set.of("handshake_memory_full"), dialogue.session().anomalies());
    }

    /** TLS 1.3's certificates are hidden, but may be as large: the handshake's end is seen. */
    @ParameterizedTest
    @CsvSource({"340000, true", "950000, true", "17000000, false"})
    void aHiddenFlightIsFollowed(int bytes, boolean isEstablished) {
        TlsDialogue dialogue = new TlsDialogue(TlsLimits.DEFAULTS, listener);
        Wire.send(dialogue, CLIENT, flight(clientHello("")));
        Wire.send(dialogue, SERVER, flight(serverHello("1301", "002b00020304")));
        for (int sent = 0; sent < bytes; sent += 16_000) {
            Wire.send(dialogue, SERVER, Wire.encrypted(ContentType.APPLICATION_DATA, 16_000));
        }
        Wire.send(dialogue, CLIENT, Wire.encrypted(ContentType.APPLICATION_DATA, 53));
        assertEquals(isEstablished, dialogue.session().toRow().established());
    }

    @Test
    void anUnheardClientIsNotWaitedFor() {
        TlsDialogue dialogue = new TlsDialogue(TlsLimits.DEFAULTS, listener);
        Wire.send(dialogue, SERVER, flight(serverHello("1301", "002b00020304")));
        for (int i = 0; i < 5; i++) {
            assertFalse(dialogue.isDecided());
            Wire.send(dialogue, SERVER, Wire.encrypted(ContentType.APPLICATION_DATA, 16_000));
        }
        assertTrue(dialogue.isDecided());
    }
}
