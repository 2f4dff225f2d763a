package org.tlscensus.jobs.generate.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.jobs.failure.UserError;

class PlanFileTest {
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
              c: {versions: [tls1.3, tls1.2], suites: [TLS_AES_128_GCM_SHA256], groups: [x25519]}
            handshakes:
              h: {client: c, version: tls1.3, suite: TLS_AES_128_GCM_SHA256, group: x25519}
            sites:
              - name: s
                clients: 10.0.0.0/24
                client_hosts: 20
                traffic:
                  - {name: t, port: 443, servers: 192.0.2.0/24, certificates: web, handshakes: h}
            """;

    @Test
    void plainPlanIsRead() {
        Plan plan = PlanFile.parse(PLAN, "plan.yaml");
        assertEquals(100, plan.connections());
        assertEquals(600_000_000L, plan.durationMicros());
        assertEquals("x25519", plan.sites().get(0).traffic().get(0).handshakes().at(0).group());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        unknown key at the top     | duration: 10m          | duration: 10m\\ncolour: red   | plan.yaml:4: unknown key colour; known:
        unknown key of a site      | client_hosts: 20       | client_host: 20               | plan.yaml:16: sites[0]: unknown key client_host; known:
        unknown key deep inside    | count: 5,              | count: 5, coint: 6,           | plan.yaml:8: certificates.web: unknown key coint; known:
        a key twice                | duration: 10m          | duration: 10m\\nduration: 5m  | plan.yaml:4: the key duration stands here a second time
        a key is missing           | 'name: t, '            | ''                            | plan.yaml:18: sites[0].traffic[0]: name is missing
        no time                    | duration: 10m          | duration: soon                | plan.yaml:3: duration: want a time like 20ms or 10m, not soon
        a time without a unit      | duration: 10m          | duration: 10                  | plan.yaml:3: duration: want a time like 20ms or 10m, not 10
        no moment                  | 2026-03-02T08:00:00Z   | yesterday                     | plan.yaml:2: start: want a time like 2026-03-02T08:00:00Z, not yesterday
        too many                   | port: 443              | port: 70000                   | plan.yaml:18: sites[0].traffic[0].port: 70000 is not from 1 to 65535
        no whole number            | count: 5               | count: 5.5                    | plan.yaml:8: certificates.web.count: 5.5 is no whole number
        no such certificates       | certificates: web      | certificates: wob             | plan.yaml:18: sites[0].traffic[0].certificates: there is no certificates wob; there are: web
        no such handshake          | handshakes: h          | handshakes: {x: 1}            | plan.yaml:18: sites[0].traffic[0].handshakes: there is no handshake x; there are: h
        suite that is not offered  | suite: TLS_AES_128     | suite: TLS_AES_256            | plan.yaml:12: handshakes.h.suite: c does not offer TLS_AES_256_GCM_SHA256
        version that is not offered| version: tls1.3        | version: tls1.1               | plan.yaml:12: handshakes.h.version: c does not offer tls1.1
        TLS 1.3 hides its tickets  | group: x25519}          | group: x25519, ticket: true}  | plan.yaml:12: handshakes.h.ticket: want a version before TLS 1.3
        no answer, no staple       | group: x25519}          | group: x25519, answered: false, staple: true} | plan.yaml:12: handshakes.h.answered: nothing else can come
        nothing to staple          | group: x25519}          | group: x25519, resumed: true, staple: true} | plan.yaml:12: handshakes.h.resumed: nobody sends certificates
        no host's name             | handshakes: h          | handshakes: h, dns: {resolvers: 10.9.0.1/32, aliases: [a_b.example]} | plan.yaml:18: sites[0].traffic[0].dns.aliases: want at most 4 names
        nobody to ask              | handshakes: h          | handshakes: h, dns: {lookups: 1}         | plan.yaml:18: sites[0].traffic[0].dns: resolvers is missing
        a step of what             | duration: 10m          | duration: 10m\\ncaptures: {clock_step: {at: 1m, by: soon}} | plan.yaml:4: captures.clock_step.by: want a time like 1s or -200ms, not soon
        a step too far             | duration: 10m          | duration: 10m\\ncaptures: {clock_step: {at: 1m, by: -31s}} | plan.yaml:4: captures.clock_step.by: want at most 30s
        an ailment of captures     | handshakes: h          | handshakes: h, ailments: clock_step      | plan.yaml:18: sites[0].traffic[0].ailments: clock_step stands in captures
        a word of another list     | key: p256              | key: p521                     | plan.yaml:6: authorities.ca.key: p521 is none of
        quantiles that fall        | lifetime: 90d          | lifetime: {0: 2d, 1: 1d}      | plan.yaml:8: certificates.web.lifetime: a greater quantile has a smaller value
        quantiles without an end   | lifetime: 90d          | lifetime: {0: 2d, 0.5: 3d}    | plan.yaml:8: certificates.web.lifetime: quantiles go from 0 to 1
        all names alike            | www{n}.example         | www.example                   | plan.yaml:8: certificates.web.names: want {n} in it, or all have one name
        not YAML                   | name: p                | name: [p                      | plan.yaml:2:
        """)
    void mistakesAreTold(String name, String old, String put, String expected) {
        String text = PLAN.replace(old, put.replace("\\n", "\n"));
        assertTrue(!text.equals(PLAN), "nothing was replaced: " + name);
        UserError error = assertThrows(UserError.class, () -> PlanFile.parse(text, "plan.yaml"));
        assertTrue(error.getMessage().startsWith(expected), error.getMessage());
    }

    static List<Path> shipped() throws IOException {
        try (Stream<Path> plans = Files.list(Path.of("..", "datasets", "plans"))) {
            return plans.filter(plan -> plan.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shippedPlansAreRead(Path plan) {
        assertNotNull(PlanFile.read(plan).name());
    }

    @ParameterizedTest
    @CsvSource({"0, 1000", "0.25, 10000", "0.5, 100000", "0.75, 300000", "1, 900000"})
    void spreadsGoThroughTheirQuantiles(double share, long micros) {
        Spread spread =
                PlanFile.parse(
                                PLAN.replace(
                                        "handshakes: h",
                                        "handshakes: h, rtt: {0: 1ms, 0.5: 100ms, 0.75: 300ms, 1: 900ms}"),
                                "plan.yaml")
                        .sites()
                        .get(0)
                        .traffic()
                        .get(0)
                        .rtt();
        assertEquals(micros, spread.at(share));
    }

    @Test
    void evenNumbersKeepTheirShares() {
        for (String purpose : List.of("a", "b", "server name", "ocsp latency")) {
            Even even = new Even(7, purpose);
            int below = 0;
            int both = 0;
            Even other = new Even(7, purpose + " other");
            for (int i = 0; i < 10_000; i++) {
                boolean isBelow = even.next() < 0.3;
                below += isBelow ? 1 : 0;
                both += isBelow && other.next() < 0.5 ? 1 : 0;
            }
            assertEquals(3000, below, 10, purpose);
            assertEquals(1500, both, 100, purpose);
        }
    }
}
