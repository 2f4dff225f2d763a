package org.tlscensus.core.tls.carried;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.core.row.TlsRow;
import org.tlscensus.core.tls.DatagramFlow;
import org.tlscensus.core.tls.TlsLimits;
import org.tlscensus.core.wire.Side;

/** RDP over UDP in order, out of order, twice, cut short and changed. */
class RdpUdpDialogueTest {
    private static final Path FOLDER = Path.of("..", "datasets", "faults");

    static List<DatagramFlow> flows() throws IOException {
        List<DatagramFlow> flows = new ArrayList<>();
        flows.addAll(DatagramFlow.of(FOLDER.resolve("rdpeudp-a.pcap")));
        flows.addAll(DatagramFlow.of(FOLDER.resolve("rdpeudp2-a.pcap")));
        assertEquals(3, flows.size());
        return flows;
    }

    private static CarriedDialogue run(List<DatagramFlow.Datagram> datagrams) {
        CarriedDialogue dialogue = new RdpUdpDialogue(TlsLimits.DEFAULTS, DatagramFlow.NO_LISTENER);
        for (DatagramFlow.Datagram datagram : datagrams) {
            byte[] bytes = datagram.payload();
            dialogue.datagram(datagram.sender(), datagram.timeNanos(), bytes, 0, bytes.length);
        }
        dialogue.end();
        return dialogue;
    }

    private static TlsRow row(List<DatagramFlow.Datagram> datagrams) {
        CarriedDialogue dialogue = run(datagrams);
        return dialogue.session() == null ? null : dialogue.session().toRow();
    }

    @ParameterizedTest
    @MethodSource("flows")
    void bothSidesAreRead(DatagramFlow flow) {
        byte[] first = flow.datagrams().get(0).payload();
        assertTrue(RdpUdpDialogue.matches(first, 0, first.length));
        CarriedDialogue dialogue = run(flow.datagrams());
        TlsRow row = dialogue.session().toRow();
        assertEquals(2, row.serverChain().size());
        assertTrue(row.established());
        assertEquals(Side.CLIENT, dialogue.client());
        assertEquals("rdp", dialogue.protocol());
    }

    /** Each datagram comes again at once, and once more behind the next one. */
    @ParameterizedTest
    @MethodSource("flows")
    void repetitionsTellNothingNew(DatagramFlow flow) {
        List<DatagramFlow.Datagram> twice = new ArrayList<>();
        for (int i = 0; i < flow.datagrams().size(); i++) {
            twice.add(flow.datagrams().get(i));
            twice.add(flow.datagrams().get(i));
            twice.add(flow.datagrams().get(Math.max(0, i - 1)));
        }
        TlsRow row = row(twice);
        assertEquals(row(flow.datagrams()).serverChain(), row.serverChain());
        assertTrue(row.established());
    }

    /** Neighbours that one side sent change places. */
    @ParameterizedTest
    @MethodSource("flows")
    void orderDoesNotMatter(DatagramFlow flow) {
        List<DatagramFlow.Datagram> datagrams = flow.datagrams();
        int tried = 0;
        for (int i = 2; i + 1 < datagrams.size(); i++) {
            if (datagrams.get(i).sender() == datagrams.get(i + 1).sender()) {
                List<DatagramFlow.Datagram> swapped = new ArrayList<>(datagrams);
                swapped.set(i, datagrams.get(i + 1));
                swapped.set(i + 1, datagrams.get(i));
                assertEquals(
                        row(datagrams).serverChain(), row(swapped).serverChain(), "swapped " + i);
                tried++;
            }
        }
        assertTrue(tried > 0);
    }

    @ParameterizedTest
    @MethodSource("flows")
    void everyPrefixAndMutantIsBorne(DatagramFlow flow) {
        List<DatagramFlow.Datagram> datagrams = flow.datagrams();
        Random random = new Random(3);
        for (int i = 0; i < datagrams.size(); i++) {
            byte[] payload = datagrams.get(i).payload();
            for (int length = 0; length < Math.min(80, payload.length); length++) {
                List<DatagramFlow.Datagram> some = new ArrayList<>(datagrams);
                some.set(i, with(datagrams.get(i), Arrays.copyOf(payload, length)));
                row(some);
            }
            for (int round = 0; round < 200; round++) {
                byte[] mutant = payload.clone();
                for (int c = 0; c <= random.nextInt(4); c++) {
                    mutant[random.nextInt(Math.min(60, mutant.length))] = (byte) random.nextInt();
                }
                List<DatagramFlow.Datagram> some = new ArrayList<>(datagrams);
                some.set(i, with(datagrams.get(i), mutant));
                row(some);
            }
        }
    }

    private static DatagramFlow.Datagram with(DatagramFlow.Datagram datagram, byte[] payload) {
        return new DatagramFlow.Datagram(datagram.sender(), datagram.timeNanos(), payload);
    }

    @Test
    void othersAreNone() {
        Random random = new Random(9);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(1300)];
            random.nextBytes(bytes);
            assertFalse(RdpUdpDialogue.matches(bytes, 0, bytes.length));
        }
    }
}
