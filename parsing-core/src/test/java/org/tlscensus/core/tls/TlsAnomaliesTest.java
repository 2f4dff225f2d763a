package org.tlscensus.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tlscensus.core.tls.Wire.certificate;
import static org.tlscensus.core.tls.Wire.clientHello;
import static org.tlscensus.core.tls.Wire.encrypted;
import static org.tlscensus.core.tls.Wire.flight;
import static org.tlscensus.core.tls.Wire.hex;
import static org.tlscensus.core.tls.Wire.message;
import static org.tlscensus.core.tls.Wire.record;
import static org.tlscensus.core.tls.Wire.send;
import static org.tlscensus.core.tls.Wire.serverHello;
import static org.tlscensus.core.wire.Side.CLIENT;
import static org.tlscensus.core.wire.Side.SERVER;

import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tlscensus.core.tls.keys.TlsSecrets;
import org.tlscensus.core.wire.Side;

/** A handshake for each anomaly that has this one and no other. */
class TlsAnomaliesTest {
    private static final TlsLimits SMALL = new TlsLimits(1000, 1000, 2, 10, 5000);
    private static final String TLS13 = "002b00020304";
    private static final byte[] DONE = message(HandshakeType.SERVER_HELLO_DONE, hex(""));

    private final TlsListener listener = new WithSecrets(new Told.Listener());
    private final TlsDialogue dialogue = new TlsDialogue(SMALL, listener);
    private TlsSecrets secrets;

    /** Whoever asks gets the secrets of the test. */
    private final class WithSecrets implements TlsListener {
        private final TlsListener listener;

        WithSecrets(TlsListener listener) {
            this.listener = listener;
        }

        @Override
        public void certificate(String sha256, byte[] der) {
            listener.certificate(sha256, der);
        }

        @Override
        public void stapledResponse(Side sender, long nanos, byte[] response, String leafSha256) {
            listener.stapledResponse(sender, nanos, response, leafSha256);
        }

        @Override
        public TlsSecrets secrets(byte[] clientRandom) {
            return secrets;
        }

        @Override
        public HandshakeMemory memory() {
            return listener.memory();
        }
    }

    private void client(byte[]... records) {
        send(dialogue, CLIENT, records);
    }

    private void server(byte[]... records) {
        send(dialogue, SERVER, records);
    }

    private void hellos() {
        client(flight(clientHello("")));
        server(flight(serverHello("c02f", "")));
    }

    /** With a new enum constant the compiler asks for its handshake. */
    private void play(TlsAnomaly anomaly) {
        switch (anomaly) {
            case MALFORMED_CLIENT_HELLO ->
                    client(
                            flight(
                                    message(
                                            HandshakeType.CLIENT_HELLO,
                                            hex("0303" + Wire.RANDOM + "00 0003 c02f00"))));
            case MALFORMED_SERVER_HELLO -> {
                client(flight(clientHello("")));
                server(
                        flight(
                                message(
                                        HandshakeType.SERVER_HELLO,
                                        hex("0303" + Wire.RANDOM + "00 c0"))));
            }
            case MALFORMED_EXTENSION -> client(flight(clientHello("000a 0003 000200")));
            case DUPLICATE_EXTENSION -> client(flight(clientHello("0017 0000 0017 0000")));
            case MALFORMED_CERTIFICATE_MESSAGE -> {
                hellos();
                server(flight(message(HandshakeType.CERTIFICATE, hex("000004 000002 30"))));
            }
            case MALFORMED_MESSAGE -> {
                hellos();
                server(record(ContentType.ALERT, hex("022800")));
            }
            case UNKNOWN_HANDSHAKE_TYPE -> {
                hellos();
                server(flight(message(99, hex("00"))));
            }
            case HANDSHAKE_MESSAGE_TOO_LARGE -> {
                hellos();
                server(record(ContentType.HANDSHAKE, hex("0c 0fffff 00")));
            }
            case HANDSHAKE_MEMORY_FULL -> {
                hellos();
                assertTrue(listener.memory().take((64 << 20) - 100));
                byte[] message =
                        message(HandshakeType.CERTIFICATE, hex("0001f4 0001f1" + "30".repeat(497)));
                server(Wire.records(message, 100));
            }
            case TOO_MANY_HANDSHAKE_BYTES -> {
                hellos();
                for (int i = 0; i < 3; i++) {
                    server(
                            flight(
                                    message(
                                            HandshakeType.CERTIFICATE,
                                            hex("000190 00018d" + "30".repeat(397)))));
                }
            }
            case TOO_MANY_CERTIFICATES -> {
                hellos();
                server(
                        flight(
                                message(
                                        HandshakeType.CERTIFICATE,
                                        hex("00000c" + "00000130".repeat(3)))));
            }
            case TOO_MANY_EVENTS -> {
                hellos();
                for (int i = 0; i < 10; i++) {
                    client(Wire.changeCipherSpec());
                }
            }
            case HANDSHAKE_MESSAGE_INCOMPLETE -> {
                hellos();
                byte[] flight = flight(certificate(), DONE);
                dialogue.bytes(SERVER, 0, flight, 0, 12);
                dialogue.gap(SERVER, 1);
                dialogue.bytes(SERVER, 0, flight, 13, flight.length - 13);
            }
            case RECORDS_MISSING -> {
                hellos();
                dialogue.gap(SERVER, 4000);
                server(flight(DONE));
            }
            case NOT_A_RECORD -> {
                hellos();
                server(hex("485454502f312e3120343030"));
            }
            case EMPTY_RECORD -> {
                hellos();
                server(record(ContentType.HANDSHAKE, hex("")));
            }
            case MALFORMED_CHANGE_CIPHER_SPEC -> {
                hellos();
                client(record(ContentType.CHANGE_CIPHER_SPEC, hex("02")));
            }
            case HEARTBEAT_OVERREAD -> {
                hellos();
                client(record(ContentType.HEARTBEAT, hex("01 4000")));
            }
            case HELLO_FROM_WRONG_SIDE -> {
                client(flight(clientHello("")));
                server(flight(clientHello("")));
            }
            case CIPHER_SUITE_NOT_OFFERED -> {
                client(flight(clientHello("")));
                server(flight(serverHello("c030", "")));
            }
            case EXTENSION_NOT_OFFERED -> {
                client(flight(clientHello("")));
                server(flight(serverHello("c02f", "0017 0000")));
            }
            case VERSION_NOT_OFFERED -> {
                client(flight(clientHello("002b 0003 02 0304")));
                server(flight(serverHello("c02f", "")));
            }
            case SESSION_ID_TOO_LONG ->
                    client(
                            flight(
                                    message(
                                            HandshakeType.CLIENT_HELLO,
                                            hex(
                                                    "0303"
                                                            + Wire.RANDOM
                                                            + "21"
                                                            + "00".repeat(33)
                                                            + "0002 c02f 0100"))));
            case FIRST_CLIENT_HELLO_MISSING -> {
                String retry = "0303" + Wire.RETRY + "00 1301 00 0006" + TLS13;
                server(flight(message(HandshakeType.SERVER_HELLO, hex(retry))));
                client(flight(clientHello("002b 0003 020304")));
            }
            case SECRETS_DO_NOT_FIT -> {
                secrets = new TlsSecrets(null, new byte[32], new byte[32], new byte[32]);
                byte[] start =
                        hex("0303" + Wire.RANDOM + "00 0002 1301 0100 0007 002b 0003 02 0304");
                client(flight(message(HandshakeType.CLIENT_HELLO, start)));
                server(flight(serverHello("1301", TLS13)));
                server(encrypted(ContentType.APPLICATION_DATA, 100));
            }
            case CERTIFICATE_COMPRESSION_UNREADABLE -> {
                byte[] start =
                        hex("0303" + Wire.RANDOM + "00 0002 1301 0100 0007 002b 0003 02 0304");
                client(flight(message(HandshakeType.CLIENT_HELLO, start)));
                server(flight(serverHello("1301", TLS13)));
                byte[] body = hex("0009 000010 000001 00");
                dialogue.session().opened(SERVER, 0, 25, body, 0, body.length);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHandshakeHasIt(TlsAnomaly anomaly) {
        play(anomaly);
        dialogue.end();
        assertEquals(Set.of(anomaly.word()), Set.copyOf(dialogue.session().anomalies()));
        assertEquals(anomaly.name().toLowerCase(Locale.ROOT), anomaly.word());
    }

    /** RFC 5246 section 6.2.3: 2^14 + 2048 bytes. */
    @ParameterizedTest
    @CsvSource({"18432, false", "18433, true"})
    void aRecordHasALargestLength(int length, boolean isNone) {
        hellos();
        server(encrypted(ContentType.APPLICATION_DATA, length));
        assertEquals(isNone, dialogue.session().anomalies().contains("not_a_record"));
    }

    @Test
    void aHandshakeHasNone() {
        hellos();
        server(flight(certificate(), DONE));
        dialogue.end();
        assertEquals(Set.of(), Set.copyOf(dialogue.session().anomalies()));
    }
}
