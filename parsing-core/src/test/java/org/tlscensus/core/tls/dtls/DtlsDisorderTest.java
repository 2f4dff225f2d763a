package org.tlscensus.core.tls.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.CorpusFolder;
import org.tlscensus.core.row.TlsRow;
import org.tlscensus.core.tls.DatagramFlow;
import org.tlscensus.core.tls.DatagramFlow.Datagram;
import org.tlscensus.core.tls.TlsLimits;

/**
 * Datagrams of real handshakes in any order, again, cut into other fragments: the row stays what it
 * was. And with some of them lost: what the row has is right, and what it has not is known to be
 * missing.
 */
class DtlsDisorderTest {
    private static final int TRIALS = 10_000;
    private static final long SEED = 20_150_811;

    private static final Set<String> LOSS = Set.of("dtls_message_lost");

    private static final Set<String> OF_CLIENT_HELLO = Set.of("client hello", "ja3", "ja4");

    private int equalRows;
    private int reportedLosses;

    /** What a handshake told, but for times; the history as a multiset, for its order varies. */
    private static Map<String, Object> fields(TlsRow row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (row != null) {
            fields.put("version", row.version());
            fields.put("suite", row.cipherSuiteId());
            fields.put("group", row.selectedGroup());
            fields.put("server name", row.serverName());
            fields.put("alpn", row.alpnSelected());
            fields.put("client hello", row.clientHello());
            fields.put("server hello", withoutTicket(row));
            fields.put("ticket lifetime", ticketLifetime(row));
            fields.put("server chain", row.serverChain());
            fields.put("client chain", row.clientChain());
            fields.put("request", row.clientCertificateRequested() ? true : null);
            fields.put("resumed", row.resumed());
            fields.put("resumption", row.resumption());
            fields.put("established", row.established() ? true : null);
            fields.put("retry", row.helloRetryRequest() ? true : null);
            fields.put("ja3", row.ja3());
            fields.put("ja4", row.ja4());
        }
        return fields;
    }

    private static Object ticketLifetime(TlsRow row) {
        return row.serverHello() == null ? null : row.serverHello().ticketLifetimeHint();
    }

    private static String withoutTicket(TlsRow row) {
        return row.serverHello() == null
                ? null
                : row.serverHello().toString().replaceAll("ticketLifetimeHint=\\w+", "");
    }

    private static String letters(TlsRow row) {
        char[] letters = row.history().toCharArray();
        Arrays.sort(letters);
        return new String(letters);
    }

    private static DtlsDialogue run(List<Datagram> datagrams) {
        DtlsDialogue dialogue = new DtlsDialogue(TlsLimits.DEFAULTS, DatagramFlow.NO_LISTENER);
        for (Datagram datagram : datagrams) {
            if (dialogue.isDecided()) {
                break; // nothing more is handed in by then
            }
            byte[] payload = datagram.payload();
            dialogue.datagram(datagram.sender(), datagram.timeNanos(), payload, 0, payload.length);
        }
        dialogue.end();
        return dialogue;
    }

    @Test
    void opensslsHandshakes() throws IOException {
        List<DatagramFlow> flows = DatagramFlow.besides(DtlsDisorderTest.class);
        assertEquals(6, flows.size());
        disturb(flows, TRIALS);
        assertTrue(reportedLosses > TRIALS / 20, "losses reported: " + reportedLosses);
        assertTrue(equalRows > TRIALS / 2, "rows that stayed: " + equalRows);
    }

    @Test
    void handshakesOfTheCorpus() throws IOException {
        List<DatagramFlow> flows = new ArrayList<>();
        try (Stream<Path> files = Files.list(CorpusFolder.path().resolve("captures/dtls"))) {
            for (Path file : files.sorted().toList()) {
                DatagramFlow.of(file).stream()
                        .map(DtlsDisorderTest::handshakeOf)
                        .filter(DtlsDisorderTest::isWhole)
                        .forEach(flows::add);
            }
        }
        assertTrue(flows.size() >= 8, "flows: " + flows.size());
        long with13 =
                flows.stream()
                        .map(flow -> run(flow.datagrams()).session().toRow().version())
                        .filter("dtls1.3"::equals)
                        .count();
        assertTrue(with13 >= 3, "with DTLS 1.3: " + with13);
        disturb(flows, TRIALS / 5);
    }

    /**
     * The DTLS of a flow's beginning: to wait for what comes behind thousands of media packets is
     * not meant.
     */
    private static DatagramFlow handshakeOf(DatagramFlow flow) {
        return new DatagramFlow(
                flow.name(),
                flow.datagrams().stream()
                        .filter(
                                d ->
                                        DtlsDialogue.matches(d.payload(), 0, d.payload().length)
                                                || d.payload().length > 0
                                                        && d.payload()[0] >= 20
                                                        && d.payload()[0] < 64)
                        .limit(40)
                        .toList());
    }

    private static boolean isWhole(DatagramFlow flow) {
        DtlsDialogue dialogue = run(flow.datagrams());
        TlsRow row = dialogue.session().toRow();
        return row != null
                && row.clientHello() != null
                && row.serverHello() != null
                && dialogue.session().anomalies().isEmpty();
    }

    private void disturb(List<DatagramFlow> flows, int trials) {
        System.out.println("seed " + SEED);
        List<TlsRow> rows =
                flows.stream().map(flow -> run(flow.datagrams()).session().toRow()).toList();
        for (int trial = 0; trial < trials; trial++) {
            Random random = new Random(SEED + trial);
            DatagramFlow flow = flows.get(trial % flows.size());
            TlsRow expected = rows.get(trial % flows.size());
            assertNotNull(expected, flow.name());
            List<Datagram> disturbed = new Disorder(random).disturb(flow.datagrams());
            boolean isLossy = random.nextInt(3) == 0;
            if (isLossy) {
                disturbed = dropped(disturbed, random);
            }
            String name = flow.name() + ", trial " + trial;
            DtlsDialogue dialogue = run(disturbed);
            if (isLossy) {
                assertRightOrReported(name, expected, dialogue);
            } else {
                assertSame(name, expected, dialogue);
            }
        }
        System.out.printf(
                "%d trials: %d rows stayed, %d with a loss that is reported%n",
                trials, equalRows, reportedLosses);
    }

    private static List<Datagram> dropped(List<Datagram> datagrams, Random random) {
        int oneOf = 2 + random.nextInt(12);
        return datagrams.stream().filter(datagram -> random.nextInt(oneOf) != 0).toList();
    }

    private void assertSame(String name, TlsRow expected, DtlsDialogue dialogue) {
        TlsRow row = dialogue.session().toRow();
        assertEquals(fields(expected), fields(row), name);
        assertEquals(Set.of(), dialogue.session().anomalies(), name);
        assertEquals(letters(expected), letters(row), name);
        equalRows++;
    }

    private void assertRightOrReported(String name, TlsRow expected, DtlsDialogue dialogue) {
        TlsRow row = dialogue.session().toRow();
        Map<String, Object> right = fields(expected);
        Map<String, Object> actual = fields(row);
        if (right.equals(actual)) {
            equalRows++;
            return;
        }
        // A handshake whose hellos or end were not seen says so by itself.
        boolean isReported =
                dialogue.session().anomalies().containsAll(LOSS)
                        || row == null
                        || row.clientHello() == null
                        || row.serverHello() == null
                        || !row.established();
        assertTrue(isReported, () -> name + ": " + differences(right, actual));
        reportedLosses++;
        // Without the first hello it is the second that counts, which need not say the same.
        boolean isSecondHello =
                expected.helloRetryRequest() && dialogue.session().anomalies().containsAll(LOSS);
        actual.forEach(
                (field, value) -> {
                    if (value != null && !(isSecondHello && OF_CLIENT_HELLO.contains(field))) {
                        assertEquals(right.get(field), value, () -> name + ": " + field);
                    }
                });
    }

    private static String differences(Map<String, Object> right, Map<String, Object> actual) {
        StringBuilder text = new StringBuilder();
        right.forEach(
                (field, value) -> {
                    if (!Objects.equals(value, actual.get(field))) {
                        text.append(field).append(": ").append(actual.get(field)).append("; ");
                    }
                });
        return text.toString();
    }
}
