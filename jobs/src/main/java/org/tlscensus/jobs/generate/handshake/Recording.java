package org.tlscensus.jobs.generate.handshake;

import java.util.List;

/** A handshake as it was recorded. */
record Recording(HandshakeFacts facts, List<Part> parts) {}
