package org.tlscensus.jobs.generate.traffic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tlscensus.jobs.generate.capture.Endpoints;
import org.tlscensus.jobs.generate.handshake.Flight;
import org.tlscensus.jobs.generate.handshake.Handshake;
import org.tlscensus.jobs.generate.pki.Identity;
import org.tlscensus.jobs.generate.pki.OcspAnswer;
import org.tlscensus.jobs.generate.pki.OcspResponder;
import org.tlscensus.jobs.generate.plan.Ailment;
import org.tlscensus.jobs.generate.plan.Ending;
import org.tlscensus.jobs.generate.plan.HandshakePlan;
import org.tlscensus.jobs.generate.plan.OcspPlan;
import org.tlscensus.jobs.generate.plan.StartTlsPlan;
import org.tlscensus.jobs.generate.plan.TrafficPlan;
import org.tlscensus.jobs.generate.truth.Moments;

/** Makes the connections of one entry of a plan, one after the other. */
final class TrafficSource {
    private static final String CLIENT_NAME = "client.example";
    private static final int TLS10_RECORDS = 0x0301;
    private static final int TLS_RECORDS = 0x0303;
    private static final long STAPLE_LIFETIME = 7 * 86_400_000_000L;

    private final TrafficPlan plan;
    private final World world;
    private final Draws draws;
    private int number;

    TrafficSource(String site, TrafficPlan plan, World world) {
        this.plan = plan;
        this.world = world;
        draws = new Draws(world.seed(), site + " " + plan.name());
    }

    TrafficPlan plan() {
        return plan;
    }

    /**
     * Who serves the next connection, and whether it goes over to TLS where it does not begin so.
     */
    record Choice(Identity server, StartTlsDialogue.Outcome outcome) {}

    /** Of servers, the first ones offer StartTLS. */
    Choice choice() {
        double place = draws.next("server");
        if (plan.startTls() == null) {
            return new Choice(world.identities().at(plan.certificates(), place), null);
        }
        StartTlsDialogue.Outcome outcome = outcome(plan.startTls(), draws.next("outcome"));
        int all = plan.certificates().count();
        int offering = (int) Math.round(plan.startTls().servers() * all);
        int first = 0;
        int count = Math.max(1, offering);
        if (outcome == StartTlsDialogue.Outcome.NOT_OFFERED) {
            first = Math.min(offering, all - 1);
            count = all - first;
        }
        int chosen = first + (int) (place * count);
        return new Choice(world.identities().get(plan.certificates(), chosen), outcome);
    }

    private static StartTlsDialogue.Outcome outcome(StartTlsPlan plan, double place) {
        if (place < plan.upgraded()) {
            return StartTlsDialogue.Outcome.UPGRADED;
        }
        if (place < plan.upgraded() + plan.refused()) {
            return StartTlsDialogue.Outcome.REFUSED;
        }
        return place < plan.offered()
                ? StartTlsDialogue.Outcome.NOT_REQUESTED
                : StartTlsDialogue.Outcome.NOT_OFFERED;
    }

    /** What the next connection is about. */
    record Made(Story story, Script script, Nature nature) {}

    /**
     * The next connection.
     *
     * @param endpoints its addresses; the server's are those of the identity
     */
    Made made(Endpoints endpoints, Choice choice, long time, SplittableRandom random) {
        Identity server = choice.server;
        StartTlsDialogue dialogue = dialogue(choice);
        boolean hasTls = dialogue == null || dialogue.isUpgraded();
        List<Turn> opening = new ArrayList<>();
        if (dialogue != null) {
            dialogue.flights().forEach(flight -> opening.add(turn(flight)));
        }
        Encounter encounter = hasTls ? encounter(server, time) : Encounter.NONE;
        if (hasTls) {
            encounter.flights(server, random).forEach(flight -> opening.add(turn(flight)));
        }
        Story story =
                new Story(
                        plan.name(),
                        endpoints,
                        encounter.handshake,
                        encounter.serverName,
                        server,
                        encounter.client,
                        dialogue == null ? null : dialogue.truth(),
                        encounter.staple,
                        null);
        Script script =
                new TlsScript(
                        opening,
                        hasTls ? recordVersion(encounter.handshake) : 0,
                        hasTls && encounter.handshake.facts().isAnswered() ? exchanges() : null,
                        plan.duration() == null ? -1 : draws.spread("duration", plan.duration()),
                        plan.keepAliveMicros(),
                        number++);
        return new Made(story, script, nature(random));
    }

    private Turn turn(Flight flight) {
        return new Turn(flight, draws.spread("think", plan.think()));
    }

    /** What is said before TLS; null where TLS comes first. */
    private StartTlsDialogue dialogue(Choice choice) {
        return choice.outcome == null
                ? null
                : new StartTlsDialogue(
                        plan.protocol(), choice.outcome, choice.server.name(), CLIENT_NAME);
    }

    /** A handshake, and who has it beside the server. */
    private record Encounter(
            Handshake handshake, String serverName, Identity client, OcspAnswer staple) {
        static final Encounter NONE = new Encounter(null, null, null, null);

        List<Flight> flights(Identity server, SplittableRandom random) {
            byte[] name =
                    serverName == null ? null : serverName.getBytes(StandardCharsets.US_ASCII);
            byte[] response = staple == null ? null : staple.response();
            return handshake.flights(new Handshake.Parties(name, server, client, response), random);
        }
    }

    private Encounter encounter(Identity server, long time) {
        HandshakePlan handshakePlan = plan.handshakes().at(draws.next("handshake"));
        boolean hasName = draws.next("server name") < plan.serverName();
        Identity client = client(handshakePlan);
        Handshake handshake =
                world.handshakes()
                        .of(
                                handshakePlan,
                                server.kind(),
                                client == null ? null : client.kind(),
                                hasName);
        OcspAnswer staple = handshakePlan.staple() ? staple(server, time) : null;
        return new Encounter(handshake, hasName ? server.name() : null, client, staple);
    }

    private OcspAnswer staple(Identity server, long time) {
        return world.responder()
                .answer(server.leaf(), OcspPlan.Status.GOOD, Moments.of(time), STAPLE_LIFETIME);
    }

    /** Whether the next client asks about the certificate of a server. */
    boolean looksUp(Identity server) {
        return plan.ocsp() != null
                && OcspResponder.knows(server.leaf())
                && !server.leaf().truth().ocspUrls().isEmpty()
                && draws.next("lookup") < plan.ocsp().lookups();
    }

    private Identity client(HandshakePlan handshake) {
        return handshake.clients() == null
                ? null
                : world.identities().at(handshake.clients(), draws.next("client"));
    }

    private static int recordVersion(Handshake handshake) {
        if (!handshake.facts().isAnswered()) {
            return TLS_RECORDS; // there are none
        }
        return switch (handshake.facts().version()) {
            case "tls1.0" -> TLS10_RECORDS;
            case "tls1.1" -> TLS10_RECORDS + 1;
            default -> TLS_RECORDS;
        };
    }

    private TlsScript.Exchanges exchanges() {
        return new TlsScript.Exchanges() {
            @Override
            public long requestBytes() {
                return draws.spread("request", plan.requestBytes());
            }

            @Override
            public long responseBytes() {
                return draws.spread("response", plan.responseBytes());
            }

            @Override
            public long think() {
                return draws.spread("think", plan.think());
            }
        };
    }

    private Nature nature(SplittableRandom random) {
        Ending ending = plan.endings().at(draws.next("ending"));
        Ailment ailment = plan.ailments().at(draws.next("ailment"));
        return new Nature(draws.spread("rtt", plan.rtt()), ending, ailment, random);
    }
}
