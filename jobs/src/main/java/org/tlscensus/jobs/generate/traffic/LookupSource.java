package org.tlscensus.jobs.generate.traffic;

import java.util.SplittableRandom;
import org.tlscensus.jobs.generate.capture.Endpoints;
import org.tlscensus.jobs.generate.pki.Issued;
import org.tlscensus.jobs.generate.pki.OcspAnswer;
import org.tlscensus.jobs.generate.plan.Ailment;
import org.tlscensus.jobs.generate.plan.Ending;
import org.tlscensus.jobs.generate.plan.Even;
import org.tlscensus.jobs.generate.plan.OcspPlan;
import org.tlscensus.jobs.generate.truth.Moments;

/** Makes the OCSP lookups beside the connections of an entry of a plan. */
final class LookupSource {
    private final String traffic;
    private final OcspPlan plan;
    private final World world;
    private final Draws draws;
    private final SiteAddresses addresses;

    LookupSource(String site, String traffic, OcspPlan plan, World world, SiteAddresses addresses) {
        this.traffic = traffic;
        this.plan = plan;
        this.world = world;
        this.addresses = addresses;
        draws = new Draws(world.seed(), site + " " + traffic + " ocsp");
    }

    /**
     * The next lookup.
     *
     * @param beside the connection whose client asks
     */
    TrafficSource.Made made(
            Endpoints beside, Issued certificate, long time, SplittableRandom random) {
        String url = certificate.truth().ocspUrls().get(0);
        // What a certificate's status is does not change from one client to the next.
        double place =
                Even.at(world.seed(), traffic + " status", certificate.serial().longValue() >>> 16);
        OcspAnswer answer =
                world.responder()
                        .answer(
                                certificate,
                                plan.statuses().at(place),
                                Moments.of(time),
                                plan.nextUpdate().at(place));
        long rtt = draws.spread("rtt", plan.connect());
        long latency = draws.spread("latency", plan.latency());
        Lookup lookup =
                new Lookup(
                        answer,
                        url,
                        draws.next("get") < plan.get(),
                        plan.userAgents().at(draws.next("client")),
                        Math.max(0, latency - rtt));
        Endpoints endpoints =
                addresses.beside(beside, plan.networks(), number(lookup.host()), lookup.port());
        Script script = new TlsScript(lookup.turns(), 0, null, -1, 0, 0);
        return new TrafficSource.Made(
                Story.of(traffic, endpoints, lookup),
                script,
                new Nature(rtt, Ending.FIN, Ailment.NONE, random));
    }

    /** A host has the same address at every site. */
    private static long number(String host) {
        return host.hashCode() & 0xffff;
    }
}
