package org.tlscensus.core.analysis;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Tells addresses as they are, and maybe not what clients said; ids are SHA-256. */
record PlainNaming(boolean tellsServerNames, boolean tellsUserAgents) implements Naming {
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
        try {
            return MessageDigest.getInstance("SHA-256").digest(identity);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
