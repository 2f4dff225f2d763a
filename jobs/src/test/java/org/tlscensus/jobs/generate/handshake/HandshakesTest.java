package org.tlscensus.jobs.generate.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.generate.plan.HandshakePlan;
import org.tlscensus.jobs.generate.plan.KeyKind;
import org.tlscensus.jobs.generate.plan.PlanFile;

/** What is recorded of handshakes, and what each connection changes. */
class HandshakesTest {
    private static final String PLAN =
            """
            name: p
            start: 2026-03-02T08:00:00Z
            duration: 10m
            connections: 100
            authorities:
              ca: {key: p256, intermediates: 0}
            certificates:
              web: {count: 5, authority: ca, names: "www{n}.example", lifetime: 90d}
            clients:
              c:
                versions: [tls1.3, tls1.2]
                suites: [TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]
                groups: [x25519, secp256r1]
                tickets: true
            handshakes:
              h: {client: c, %s}
            sites:
              - name: s
                clients: 10.0.0.0/24
                client_hosts: 20
                traffic:
                  - {name: t, port: 443, servers: 192.0.2.0/24, certificates: web, handshakes: h}
            """;
    private static final int RECORD_HEADER = 5;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        version: tls1.3, suite: TLS_AES_128_GCM_SHA256, group: x25519                           | psk        | 1 | 41 | x25519
        version: tls1.3, suite: TLS_AES_256_GCM_SHA384, group: secp256r1                        | psk        | 2 | 41 | secp256r1
        version: tls1.2, suite: TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, group: x25519, ticket: true | ticket     | 1 | 35 |
        version: tls1.2, suite: TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, group: x25519             | session_id | 1 | 0  |
        """)
    void sessionsGoOn(String how, String resumption, int hellos, int extension, String group) {
        Handshake handshake = handshake(how + ", resumed: true");
        HandshakeFacts facts = handshake.facts();
        assertEquals(resumption, facts.resumption());
        assertEquals(group, facts.group());
        assertEquals(resumption.equals("ticket"), facts.clientHello().sessionTicket());
        List<byte[]> one = hellos(handshake, "a.example", 1);
        List<byte[]> other = hellos(handshake, "longer.example", 2);
        assertEquals(hellos, one.size());
        if (extension > 0) {
            String body = body(one.get(0), extension);
            assertEquals(body.length(), body(other.get(0), extension).length());
            assertNotEquals(body, body(other.get(0), extension));
            int known = 2 * AnsweringServer.TICKET_BYTES; // of a pre-shared key the identity
            String again = body(one.get(hellos - 1), extension);
            assertEquals(body.substring(0, known), again.substring(0, known));
        }
    }

    @ParameterizedTest
    @CsvSource({"tls1.3, TLS_AES_128_GCM_SHA256", "tls1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"})
    void withoutAnAnswerThereIsTheHelloAlone(String version, String suite) {
        Handshake handshake =
                handshake(
                        "group: x25519, answered: false, version: "
                                + version
                                + ", suite: "
                                + suite);
        assertFalse(handshake.facts().isAnswered());
        assertNull(handshake.facts().cipherSuite());
        assertEquals(List.of(29, 23), handshake.facts().clientHello().groups());
        Handshake.Parties parties =
                new Handshake.Parties("a.example".getBytes(US_ASCII), null, null, null);
        List<Flight> flights = handshake.flights(parties, new SplittableRandom(1));
        assertEquals(1, flights.size());
        assertEquals(Side.CLIENT, flights.get(0).side());
        assertEquals(1, hellos(handshake, "a.example", 1).size());
    }

    private static Handshake handshake(String how) {
        HandshakePlan plan =
                PlanFile.parse(PLAN.formatted(how), "plan.yaml")
                        .sites()
                        .get(0)
                        .traffic()
                        .get(0)
                        .handshakes()
                        .at(0);
        return new Handshakes(1).of(plan, KeyKind.RSA2048, null, true);
    }

    private static List<byte[]> hellos(Handshake handshake, String name, long seed) {
        Handshake.Parties parties =
                new Handshake.Parties(name.getBytes(US_ASCII), null, null, null);
        List<byte[]> hellos = new ArrayList<>();
        for (Flight flight : handshake.flights(parties, new SplittableRandom(seed))) {
            for (int i = 0; i < flight.marks().length; i++) {
                if (flight.marks()[i] == Mark.CLIENT_HELLO) {
                    hellos.add(hello(flight.bytes(), flight.ends()[i]));
                }
            }
        }
        return hellos;
    }

    /** The hello whose record ends there: the last one that begins before. */
    private static byte[] hello(byte[] flight, int end) {
        int at = 0;
        while (at + RECORD_HEADER + RecordSplitter.u16(flight, at + 3) < end) {
            at += RECORD_HEADER + RecordSplitter.u16(flight, at + 3);
        }
        return Arrays.copyOfRange(flight, at + RECORD_HEADER, end);
    }

    private static String body(byte[] hello, int extension) {
        int at = HelloExtensions.at(hello, extension);
        int length = RecordSplitter.u16(hello, at + 2);
        return HexFormat.of().formatHex(hello, at + 4, at + 4 + length);
    }
}
