package org.tlscensus.jobs.generate.traffic;

import org.tlscensus.jobs.generate.handshake.Handshakes;
import org.tlscensus.jobs.generate.pki.Identities;
import org.tlscensus.jobs.generate.pki.OcspResponder;

/**
 * What the sites of a plan share.
 *
 * @param responder of one site: it keeps answers for the day at which the site is
 */
public record World(
        long seed, Identities identities, Handshakes handshakes, OcspResponder responder) {
    public World(long seed, Identities identities, Handshakes handshakes) {
        this(seed, identities, handshakes, null);
    }

    World ofSite() {
        return new World(seed, identities, handshakes, new OcspResponder(seed));
    }
}
