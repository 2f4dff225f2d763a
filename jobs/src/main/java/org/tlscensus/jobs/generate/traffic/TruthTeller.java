package org.tlscensus.jobs.generate.traffic;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.tlscensus.jobs.generate.handshake.HandshakeFacts;
import org.tlscensus.jobs.generate.handshake.Mark;
import org.tlscensus.jobs.generate.handshake.Side;
import org.tlscensus.jobs.generate.plan.Ailment;
import org.tlscensus.jobs.generate.plan.CapturePlan;
import org.tlscensus.jobs.generate.plan.SitePlan;
import org.tlscensus.jobs.generate.truth.Moments;
import org.tlscensus.jobs.generate.truth.TrueConnection;
import org.tlscensus.jobs.generate.truth.TrueTls;

/** Rows of the truth, from a connection's story and its tally. */
final class TruthTeller {
    private TruthTeller() {}

    static TrueConnection connection(
            SitePlan site, Story story, Tally tally, Set<Ailment> ailments, String endReason) {
        Instant start = Moments.of(tally.first());
        return new TrueConnection(
                start,
                Moments.of(tally.last()),
                Moments.seconds(tally.last() - tally.first()),
                "tcp",
                story.endpoints().clientText(),
                story.endpoints().clientPort(),
                story.endpoints().serverText(),
                story.endpoints().serverPort(),
                tally.packets(Side.CLIENT),
                tally.packets(Side.SERVER),
                tally.bytes(Side.CLIENT),
                tally.bytes(Side.SERVER),
                tally.missing(Side.CLIENT),
                tally.missing(Side.SERVER),
                tally.bytesAgain(Side.CLIENT),
                tally.bytesAgain(Side.SERVER),
                endReason,
                tally.rtt(),
                story.endpoints().vlan().isEmpty() ? null : story.endpoints().vlan(),
                tunnel(site.captures().tunnel()),
                story.startTls(),
                story.handshake() == null ? null : tls(story, tally),
                site.name(),
                LocalDate.ofInstant(start, ZoneOffset.UTC),
                words(ailments),
                story.traffic());
    }

    private static List<String> tunnel(CapturePlan.Tunnel tunnel) {
        return tunnel == CapturePlan.Tunnel.NONE ? null : List.of(tunnel.word());
    }

    static List<String> words(Set<Ailment> ailments) {
        return ailments.stream().map(Ailment::word).sorted().toList();
    }

    private static TrueTls tls(Story story, Tally tally) {
        HandshakeFacts facts = story.handshake().facts();
        return new TrueTls(
                facts.version(),
                "tls",
                facts.cipherSuite(),
                facts.cipherSuiteId(),
                facts.group(),
                story.serverName(),
                story.handshake().isTls13() ? null : facts.alpn(), // encrypted in TLS 1.3
                facts.resumed(),
                facts.resumption(),
                facts.isAnswered(),
                facts.helloRetryRequest(),
                facts.clientHello(),
                story.serverChain(),
                story.clientChain(),
                facts.certificateRequested() && !story.handshake().isTls13(),
                facts.stapled() && !story.handshake().isTls13(),
                Moments.orNull(tally.time(Mark.CLIENT_HELLO)),
                Moments.orNull(tally.time(Mark.SERVER_HELLO)),
                Moments.orNull(tally.time(Mark.CERTIFICATE)));
    }
}
