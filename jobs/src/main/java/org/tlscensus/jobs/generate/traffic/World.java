package org.tlscensus.jobs.generate.traffic;

import org.tlscensus.jobs.generate.handshake.Handshakes;
import org.tlscensus.jobs.generate.pki.Identities;
import org.tlscensus.jobs.generate.pki.OcspResponder;

/** What the sites of a plan share. */
public record World(
        long seed, Identities identities, Handshakes handshakes, OcspResponder responder) {}
