package org.tlscensus.jobs.generate.traffic;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.generate.capture.CaptureFiles;
import org.tlscensus.jobs.generate.capture.Endpoints;
import org.tlscensus.jobs.generate.capture.TcpFrames;
import org.tlscensus.jobs.generate.capture.UdpFrames;
import org.tlscensus.jobs.generate.handshake.Mark;
import org.tlscensus.jobs.generate.pki.Identity;
import org.tlscensus.jobs.generate.plan.Ailment;
import org.tlscensus.jobs.generate.plan.Even;
import org.tlscensus.jobs.generate.plan.Plan;
import org.tlscensus.jobs.generate.plan.Shares;
import org.tlscensus.jobs.generate.plan.SitePlan;
import org.tlscensus.jobs.generate.plan.TrafficPlan;
import org.tlscensus.jobs.generate.truth.TrueLookup;
import org.tlscensus.jobs.generate.truth.TruthFiles;

/**
 * All that goes on at a site: connections begin as the plan wants, and their packets come in the
 * order of time. In memory are those that are open, and those that fell silent a while ago.
 */
public final class Site {
    /** After so much silence a connection is over for a reader (its default). */
    private static final long IDLE = 900_000_000L;

    /** From the end of a connection to the next one between the same ports. */
    private static final long REUSE_DELAY = 2_000_000L;

    private final SitePlan plan;
    private final World world;
    private final Amount amount;
    private final CaptureFiles files;
    private final PacketSink sink;
    private final TruthFiles truth;
    private final SiteAddresses addresses;
    private final Shares<Sources> sources;
    private final Even sourceDraw;
    private final SplittableRandom random;
    private final PriorityQueue<Conversation> open = new PriorityQueue<>();
    private final Deque<Silent> silent = new ArrayDeque<>();
    private final long firstMicros;
    private long begun;
    private long nextArrival;
    private long numbers;

    /** How much is made: connections, or bytes where that is not 0. */
    public record Amount(long connections, long bytes, double gapMicros) {}

    private record Silent(Story story, TcpConversation conversation) {}

    public Site(
            Plan whole,
            SitePlan plan,
            World world,
            Amount amount,
            CaptureFiles files,
            TruthFiles truth) {
        this.plan = plan;
        this.world = world;
        this.amount = amount;
        this.files = files;
        this.truth = truth;
        if (amount.bytes == 0 && amount.connections > SiteAddresses.most(plan)) {
            throw new UserError(plan.name() + " has too few client_hosts for so many connections");
        }
        random = new SplittableRandom(world.seed() * 31 + plan.name().hashCode());
        sink = new PacketSink(files, plan.captures(), whole.startMicros(), random.split());
        addresses = new SiteAddresses(plan, world.seed());
        List<Sources> made = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (TrafficPlan traffic : plan.traffic()) {
            made.add(sources(traffic));
            weights.add(traffic.weight());
        }
        sources = new Shares<>(made, weights);
        sourceDraw = new Even(world.seed(), plan.name() + " traffic");
        firstMicros = whole.startMicros();
        nextArrival = arrival();
    }

    /**
     * @param lookups null: there are none
     * @param names null: nobody asks for them
     */
    private record Sources(TrafficSource connections, LookupSource lookups, NameSource names) {}

    private Sources sources(TrafficPlan traffic) {
        LookupSource lookups =
                traffic.ocsp() == null
                        ? null
                        : new LookupSource(
                                plan.name(), traffic.name(), traffic.ocsp(), world, addresses);
        NameSource names =
                traffic.dns() == null
                        ? null
                        : new NameSource(
                                plan.name(),
                                traffic.name(),
                                traffic.dns(),
                                traffic.networks(),
                                world.seed());
        return new Sources(new TrafficSource(plan.name(), traffic, world), lookups, names);
    }

    /** Makes all of it. */
    public void run() throws IOException {
        while (true) {
            boolean arrives = hasMore() && (open.isEmpty() || nextArrival <= open.peek().time());
            if (arrives) {
                open.add(begin(nextArrival));
                begun++;
                nextArrival = arrival();
            } else if (open.isEmpty()) {
                break;
            } else {
                step();
            }
        }
        while (!silent.isEmpty()) {
            String reason = isIdle(silent.peek()) ? "idle" : "archive_end";
            tell(silent.poll(), reason);
        }
    }

    private boolean hasMore() {
        return amount.bytes > 0 ? files.bytes() < amount.bytes : begun < amount.connections;
    }

    private long arrival() {
        return firstMicros + (long) ((begun + random.nextDouble()) * amount.gapMicros);
    }

    private void step() throws IOException {
        Conversation first = open.poll();
        do {
            if (!first.step()) {
                return;
            }
            endIdle();
        } while (isNext(first));
        open.add(first);
    }

    /** Whether nothing is to be written, and nobody arrives, before a conversation goes on. */
    private boolean isNext(Conversation conversation) {
        return (open.isEmpty() || conversation.compareTo(open.peek()) < 0)
                && !(hasMore() && nextArrival <= conversation.time());
    }

    private Conversation begin(long arrival) {
        Sources source = sources.at(sourceDraw.next());
        TrafficPlan traffic = source.connections.plan();
        TrafficSource.Choice choice = source.connections.choice();
        Identity server = choice.server();
        Endpoints endpoints = addresses.next(traffic.networks(), server.number(), traffic.port());
        long time = arrival;
        if (source.names != null && source.names.asks()) {
            NameConversation names = names(source.names, endpoints, server, arrival);
            open.add(names);
            time = names.end();
        }
        TrafficSource.Made made = source.connections.made(endpoints, choice, time, random.split());
        boolean looksUp = made.story().hasCertificate() && source.connections.looksUp(server);
        boolean isReused = made.nature().ailment() == Ailment.PORT_REUSE;
        Then then =
                !isReused
                        ? null
                        : end -> {
                            TrafficSource.Made again =
                                    source.connections.made(endpoints, choice, end, random.split());
                            Nature nature = again.nature().withAilment(Ailment.PORT_REUSE);
                            again = new TrafficSource.Made(again.story(), again.script(), nature);
                            open.add(conversation(end + REUSE_DELAY, again, null, null));
                        };
        return conversation(time, made, looksUp ? source.lookups : null, then);
    }

    private NameConversation names(
            NameSource names, Endpoints endpoints, Identity server, long time) {
        Endpoints asked =
                addresses.beside(
                        endpoints,
                        names.resolvers(),
                        names.resolver(endpoints.isIpv6()),
                        NameSource.DNS_PORT);
        return new NameConversation(
                numbers++,
                time,
                names.rtt(),
                names.rounds(endpoints, server, random.split()),
                asked,
                new UdpFrames(asked, plan.captures().tunnel()),
                sink,
                truth.names());
    }

    /** What comes after the end of a connection. */
    private interface Then {
        void begin(long end);
    }

    /**
     * @param lookups where the client looks for the status of the server's certificate; or null
     * @param then or null
     */
    private Conversation conversation(
            long time, TrafficSource.Made made, LookupSource lookups, Then then) {
        return new TcpConversation(
                numbers++,
                time,
                new TcpFrames(made.story().endpoints(), plan.captures().tunnel()),
                sink,
                made.nature(),
                made.script(),
                new TcpConversation.Listener() {
                    @Override
                    public void arrived(Mark mark, long arrival) {
                        if (lookups != null && mark == wanted(made.story())) {
                            lookUp(made.story(), lookups, arrival);
                        }
                    }

                    @Override
                    public void ended(TcpConversation conversation) throws IOException {
                        Site.this.ended(made.story(), conversation, then);
                    }
                });
    }

    /** With what the server's certificate has come; in TLS 1.3 with the flight of its hello. */
    private static Mark wanted(Story story) {
        return story.handshake().isTls13() ? Mark.SERVER_HELLO : Mark.CERTIFICATE;
    }

    private void lookUp(Story story, LookupSource lookups, long time) {
        TrafficSource.Made made =
                lookups.made(story.endpoints(), story.server().leaf(), time, random.split());
        open.add(conversation(time, made, null, null));
    }

    private void ended(Story story, TcpConversation conversation, Then then) throws IOException {
        if (conversation.tally().isEmpty()) {
            return;
        }
        Silent ended = new Silent(story, conversation);
        switch (conversation.ending()) {
            case FIN -> tell(ended, "fin");
            case RST -> tell(ended, "rst");
            case SILENCE -> {
                if (then == null) {
                    silent.add(ended);
                } else {
                    tell(ended, "new_connection");
                }
            }
        }
        if (then != null) {
            then.begin(conversation.lastTime());
        }
    }

    private void endIdle() throws IOException {
        while (!silent.isEmpty() && isIdle(silent.peek())) {
            tell(silent.poll(), "idle");
        }
    }

    private boolean isIdle(Silent ended) {
        return ended.conversation.tally().last() + IDLE < sink.lastTime();
    }

    private void tell(Silent ended, String reason) throws IOException {
        Story story = ended.story;
        Tally tally = ended.conversation.tally();
        truth.write(
                TruthTeller.connection(plan, story, tally, ended.conversation.ailments(), reason));
        List<String> ailments = TruthTeller.words(ended.conversation.ailments());
        if (story.lookup() != null) {
            write(
                    LookupTruth.ofHttp(
                            plan.name(), story.endpoints(), story.lookup(), tally, ailments));
        }
        if (story.staple() != null) {
            write(
                    LookupTruth.ofStaple(
                            plan.name(), story.endpoints(), story.staple(), tally, ailments));
        }
        truth.certificates().add(plan.name(), story.shown(), tally.first(), ailments);
    }

    private void write(TrueLookup row) throws IOException {
        if (row != null) {
            truth.write(row);
        }
    }
}
