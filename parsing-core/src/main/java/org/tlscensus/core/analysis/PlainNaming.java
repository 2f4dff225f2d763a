package org.tlscensus.core.analysis;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names everything as it is; ids are SHA-256. */
final class PlainNaming implements Naming {
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

    @Override
    public boolean tellsServerNames() {
        return true;
    }

    @Override
    public boolean tellsUserAgents() {
        return true;
    }
}
