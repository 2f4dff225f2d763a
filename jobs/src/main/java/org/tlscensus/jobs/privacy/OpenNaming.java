package org.tlscensus.jobs.privacy;

import org.tlscensus.core.analysis.Naming;

/** Tells addresses as they are, and maybe not what clients said. */
record OpenNaming(boolean tellsServerNames, boolean tellsUserAgents) implements Naming {
    @Override
    public boolean hidesClients() {
        return false;
    }

    @Override
    public String client(String address) {
        return address;
    }

    @Override
    public String toldClient(String address) {
        return address;
    }

    @Override
    public String toldAnswer(String address) {
        return address;
    }

    @Override
    public String alias(String address) {
        return address;
    }

    @Override
    public byte[] hash(byte[] identity) {
        return PLAIN.hash(identity);
    }
}
