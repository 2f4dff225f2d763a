package org.tlscensus.core.wire;

/** An end of a connection. What is held per side is indexed by it, never by twin names. */
public enum Side {
    CLIENT,
    SERVER;

    /** The other end. */
    public Side other() {
        return this == CLIENT ? SERVER : CLIENT;
    }
}
