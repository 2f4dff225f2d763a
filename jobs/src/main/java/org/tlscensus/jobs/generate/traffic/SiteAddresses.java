package org.tlscensus.jobs.generate.traffic;

import org.tlscensus.jobs.generate.capture.Endpoints;
import org.tlscensus.jobs.generate.plan.Even;
import org.tlscensus.jobs.generate.plan.Networks;
import org.tlscensus.jobs.generate.plan.SitePlan;

/** Gives each connection of a site a client's address and port. */
final class SiteAddresses {
    private static final int FIRST_PORT = 1024;
    private static final int PORTS = 65_536 - FIRST_PORT;

    private final SitePlan site;
    private final Even ipv6;
    private final Even clients;
    private long number;
    private long besides;

    SiteAddresses(SitePlan site, long seed) {
        this.site = site;
        ipv6 = new Even(seed, site.name() + " ipv6");
        clients = new Even(seed, site.name() + " clients");
    }

    /** Most connections before a client uses a port anew. */
    static long most(SitePlan site) {
        return (long) PORTS * site.clientHosts();
    }

    /** Client and port of the next connection: never twice the same pair. */
    Endpoints next(Networks servers, int serverNumber, int serverPort) {
        boolean isIpv6 = ipv6.next() < site.ipv6();
        int port = FIRST_PORT + (int) (number % PORTS);
        long host = (client(number % PORTS) + number / PORTS) % site.clientHosts();
        number++;
        return new Endpoints(
                site.clients().host(host, isIpv6),
                port,
                servers.host(serverNumber, isIpv6),
                serverPort,
                site.captures().vlan());
    }

    /** The same client and another port of its, and a server of another network. */
    Endpoints beside(Endpoints other, Networks servers, long serverNumber, int serverPort) {
        int port = FIRST_PORT + (int) (besides++ % PORTS);
        return new Endpoints(
                other.client(),
                port,
                servers.host(serverNumber, other.isIpv6()),
                serverPort,
                other.vlan());
    }

    private long client(long place) {
        return (long) (clients.at(place) * site.clientHosts());
    }
}
