package org.tlscensus.jobs.generate.pki;

import java.util.List;
import org.tlscensus.jobs.generate.plan.KeyKind;

/**
 * A server or a client with a certificate.
 *
 * @param number in its population
 * @param name a DNS name of its
 * @param chain as it is sent, the leaf first
 * @param message the body of a Certificate message (RFC 5246 section 7.4.2)
 */
public record Identity(int number, String name, KeyKind kind, List<Issued> chain, byte[] message) {

    Identity(int number, String name, KeyKind kind, List<Issued> chain) {
        this(number, name, kind, chain, message(chain));
    }

    public Issued leaf() {
        return chain.get(0);
    }

    public List<String> fingerprints() {
        return chain.stream().map(Issued::sha256).toList();
    }

    private static byte[] message(List<Issued> chain) {
        int length = chain.stream().mapToInt(certificate -> 3 + certificate.der().length).sum();
        byte[] message = new byte[3 + length];
        int at = put24(message, 0, length);
        for (Issued certificate : chain) {
            byte[] der = certificate.der();
            at = put24(message, at, der.length);
            System.arraycopy(der, 0, message, at, der.length);
            at += der.length;
        }
        return message;
    }

    private static int put24(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 16);
        bytes[at + 1] = (byte) (value >> 8);
        bytes[at + 2] = (byte) value;
        return at + 3;
    }
}
