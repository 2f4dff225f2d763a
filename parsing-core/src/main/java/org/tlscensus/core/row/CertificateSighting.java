package org.tlscensus.core.row;

/** A certificate as it was sent, met for the first time by a task. */
public record CertificateSighting(String sha256, byte[] der) {}
