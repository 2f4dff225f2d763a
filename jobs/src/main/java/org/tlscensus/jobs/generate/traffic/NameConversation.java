package org.tlscensus.jobs.generate.traffic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tlscensus.jobs.generate.capture.Endpoints;
import org.tlscensus.jobs.generate.capture.UdpFrames;
import org.tlscensus.jobs.generate.handshake.Side;
import org.tlscensus.jobs.generate.truth.NameSightings;

/**
 * A client asks a resolver, by UDP. What is captured whole is noted: a reader makes nothing of a
 * datagram that was cut.
 */
final class NameConversation extends Conversation {
    /** From one question to the next that does not wait for an answer. */
    private static final long QUESTION_GAP = 60;

    private final UdpFrames frames;
    private final PacketSink sink;
    private final NameSightings sightings;
    private final String client;
    private final List<Datagram> datagrams;
    private int at;

    private record Datagram(long time, Side side, DnsExchange exchange) {}

    /**
     * @param rounds of questions: each begins when the answers to those before are there
     */
    NameConversation(
            long number,
            long start,
            long rttMicros,
            List<List<DnsExchange>> rounds,
            Endpoints endpoints,
            UdpFrames frames,
            PacketSink sink,
            NameSightings sightings) {
        super(number);
        this.frames = frames;
        this.sink = sink;
        this.sightings = sightings;
        client = endpoints.clientText();
        datagrams = datagrams(start, rttMicros, rounds);
    }

    private static List<Datagram> datagrams(
            long start, long rttMicros, List<List<DnsExchange>> rounds) {
        List<Datagram> datagrams = new ArrayList<>();
        long time = start;
        for (List<DnsExchange> round : rounds) {
            for (DnsExchange exchange : round) {
                datagrams.add(new Datagram(time, Side.CLIENT, exchange));
                datagrams.add(new Datagram(time + rttMicros, Side.SERVER, exchange));
                time += QUESTION_GAP;
            }
            time += rttMicros;
        }
        datagrams.sort(Comparator.comparingLong(Datagram::time));
        return datagrams;
    }

    /** When the client has all answers. */
    long end() {
        return datagrams.get(datagrams.size() - 1).time + QUESTION_GAP;
    }

    @Override
    long time() {
        return datagrams.get(at).time;
    }

    @Override
    boolean step() throws IOException {
        Datagram datagram = datagrams.get(at++);
        if (!sink.losesNext()) {
            send(datagram);
        }
        return at < datagrams.size();
    }

    private void send(Datagram datagram) throws IOException {
        DnsExchange exchange = datagram.exchange;
        boolean isQuery = datagram.side == Side.CLIENT;
        byte[] message = isQuery ? exchange.query() : exchange.answer();
        int length = frames.put(sink.frame(), datagram.side, at, message);
        if (sink.write(datagram.time, length, Integer.MAX_VALUE) < length) {
            return;
        }
        long time = sink.clock(datagram.time);
        if (isQuery) {
            sightings.query(time, client, exchange.type());
        } else if (exchange.exists()) {
            sightings.answer(
                    time,
                    client,
                    exchange.type(),
                    exchange.name(),
                    exchange.chain(),
                    exchange.address() == null ? null : Endpoints.text(exchange.address()));
        } else {
            sightings.nxdomain(time, client, exchange.type());
        }
    }
}
