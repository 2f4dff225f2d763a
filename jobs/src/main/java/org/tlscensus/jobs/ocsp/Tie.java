package org.tlscensus.jobs.ocsp;

/** The TLS connection whose handshake a row of an exchange belongs to. */
record Tie(String exchangeId, int ordinal, String tlsConnectionId) {}
