package org.tlscensus.jobs.generate.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.tlscensus.jobs.generate.capture.Endpoints;
import org.tlscensus.jobs.generate.pki.Identity;
import org.tlscensus.jobs.generate.plan.DnsPlan;
import org.tlscensus.jobs.generate.plan.Even;
import org.tlscensus.jobs.generate.plan.Networks;

/** What clients ask of names before the connections of an entry of a plan. */
final class NameSource {
    static final int DNS_PORT = 53;
    private static final int MOST_RESOLVERS = 1 << 16;

    private final String traffic;
    private final DnsPlan plan;
    private final Networks servers;
    private final long seed;
    private final Draws draws;

    /**
     * @param servers of the entry
     */
    NameSource(String site, String traffic, DnsPlan plan, Networks servers, long seed) {
        this.traffic = traffic;
        this.plan = plan;
        this.servers = servers;
        this.seed = seed;
        draws = new Draws(seed, site + " " + traffic + " dns");
    }

    /** Whether the next client asks. */
    boolean asks() {
        return draws.next("lookup") < plan.lookups();
    }

    Networks resolvers() {
        return plan.networks();
    }

    /** The number of the resolver that is asked next. */
    long resolver(boolean isIpv6) {
        long all = isIpv6 ? plan.networks().ipv6Hosts() : plan.networks().ipv4Hosts();
        return (long) (draws.next("resolver") * Math.min(MOST_RESOLVERS, all));
    }

    long rtt() {
        return draws.spread("rtt", plan.rtt());
    }

    /** What the next client asks, in rounds: each waits for the answers of the one before. */
    List<List<DnsExchange>> rounds(Endpoints endpoints, Identity server, RandomGenerator random) {
        String name = server.name().toLowerCase(Locale.ROOT);
        boolean isBoth = draws.next("both") < plan.both();
        List<List<DnsExchange>> rounds = new ArrayList<>();
        if (draws.next("nxdomain") < plan.nxdomain()) {
            rounds.add(round(name + "." + plan.search(), isBoth, endpoints, null, random));
        }
        rounds.add(round(name, isBoth, endpoints, server, random));
        return rounds;
    }

    /**
     * @param server null: there is no such name
     */
    private List<DnsExchange> round(
            String name,
            boolean isBoth,
            Endpoints endpoints,
            Identity server,
            RandomGenerator random) {
        List<DnsExchange> round = new ArrayList<>();
        for (boolean isIpv6 : new boolean[] {false, true}) {
            if (isBoth || isIpv6 == endpoints.isIpv6()) {
                boolean isThere = server != null && (!isIpv6 || servers.ipv6() != null);
                round.add(
                        new DnsExchange(
                                random.nextInt(1 << 16),
                                name,
                                isIpv6,
                                server != null,
                                server == null ? List.of() : chain(server.number()),
                                isThere ? servers.host(server.number(), isIpv6) : null));
            }
        }
        return round;
    }

    private List<String> chain(int server) {
        if (Even.at(seed, traffic + " aliased", server) >= plan.aliased()) {
            return List.of();
        }
        return plan.aliases().stream()
                .map(alias -> alias.replace("{n}", Integer.toString(server)))
                .toList();
    }
}
