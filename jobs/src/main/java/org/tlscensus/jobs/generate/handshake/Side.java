package org.tlscensus.jobs.generate.handshake;

/** Who sends. */
public enum Side {
    CLIENT,
    SERVER;

    public Side other() {
        return this == CLIENT ? SERVER : CLIENT;
    }
}
