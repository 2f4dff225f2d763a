package org.tlscensus.jobs.generate.handshake;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.bouncycastle.util.encoders.Hex;

/** Gives hellos of a recording other randoms, session ids, tickets and server names. */
final class HelloRewriter {
    private static final int RANDOM = 6; // after header and legacy_version
    private static final int SESSION_ID = RANDOM + 32;

    /** Extensions: RFC 6066 section 3, RFC 5077 section 3.2, RFC 8446 section 4.2.11. */
    private static final int SERVER_NAME = 0;

    private static final int SESSION_TICKET = 35;
    private static final int PRE_SHARED_KEY = 41;
    private static final int AGE = 4;

    /** The random of a HelloRetryRequest (RFC 8446 section 4.1.3). */
    private static final byte[] RETRY =
            Hex.decode("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    private final byte[] clientRandom = new byte[32];
    private final byte[] clientSession = new byte[32];
    private final byte[] serverSession = new byte[32];
    private byte[] ticket; // null: no hello with one has come
    private final RandomGenerator random;
    private final boolean isEchoed;

    /**
     * @param isEchoed whether the server takes the client's session id: in TLS 1.3, and where a
     *     session is resumed
     */
    HelloRewriter(RandomGenerator random, boolean isEchoed) {
        this.random = random;
        this.isEchoed = isEchoed;
        random.nextBytes(clientRandom);
        random.nextBytes(clientSession);
        random.nextBytes(serverSession);
    }

    /**
     * A ClientHello with this connection's random, session id and server name.
     *
     * @param serverName null: the recorded one has none
     */
    byte[] clientHello(byte[] message, byte[] serverName) {
        byte[] hello = serverName == null ? message.clone() : renamed(message, serverName);
        System.arraycopy(clientRandom, 0, hello, RANDOM, 32);
        putSession(hello, clientSession);
        putTicket(hello);
        putSharedKey(hello);
        return hello;
    }

    /** Another ticket, where there is one (RFC 5077 section 3.2). */
    private void putTicket(byte[] hello) {
        int at = HelloExtensions.at(hello, SESSION_TICKET);
        int length = at < 0 ? 0 : RecordSplitter.u16(hello, at + 2);
        if (length > 0) { // else the client takes one, but has none
            ticket(hello, at + 4, length);
        }
    }

    /**
     * Another identity, age and binder, where there is a pre-shared key: one of each (RFC 8446
     * section 4.2.11). A second hello has the same identity.
     */
    private void putSharedKey(byte[] hello) {
        int at = HelloExtensions.at(hello, PRE_SHARED_KEY);
        if (at >= 0) {
            int identity = RecordSplitter.u16(hello, at + 6);
            ticket(hello, at + 8, identity + AGE); // the age stands behind it
            int binder = at + 8 + identity + AGE + 3;
            fresh(hello, binder, hello[binder - 1]);
        }
    }

    private void ticket(byte[] hello, int at, int length) {
        if (ticket == null) {
            ticket = new byte[length];
            random.nextBytes(ticket);
        }
        System.arraycopy(ticket, 0, hello, at, length);
    }

    private void fresh(byte[] message, int at, int length) {
        byte[] own = new byte[length];
        random.nextBytes(own);
        System.arraycopy(own, 0, message, at, length);
    }

    /** A NewSessionTicket with another ticket, of the same length and lifetime. */
    byte[] newSessionTicket(byte[] message) {
        byte[] own = message.clone();
        int ticketAt = 4 + 4 + 2; // header, lifetime, length
        fresh(own, ticketAt, own.length - ticketAt);
        return own;
    }

    byte[] serverHello(byte[] message) {
        byte[] hello = message.clone();
        if (!isRetry(hello)) {
            fresh(hello, RANDOM, 32 - 8); // the last eight may be a sentinel against downgrades
        }
        putSession(hello, isEchoed ? clientSession : serverSession);
        return hello;
    }

    /** Whether a ServerHello is a HelloRetryRequest. */
    static boolean isRetry(byte[] hello) {
        return Arrays.equals(hello, RANDOM, SESSION_ID, RETRY, 0, RETRY.length);
    }

    private static void putSession(byte[] hello, byte[] session) {
        System.arraycopy(session, 0, hello, SESSION_ID + 1, hello[SESSION_ID]);
    }

    private static byte[] renamed(byte[] message, byte[] name) {
        int extensions = HelloExtensions.lengthAt(message);
        int at = HelloExtensions.at(message, SERVER_NAME);
        int old = RecordSplitter.u16(message, at + 7);
        int more = name.length - old;
        byte[] hello = new byte[message.length + more];
        System.arraycopy(message, 0, hello, 0, at + 9);
        System.arraycopy(name, 0, hello, at + 9, name.length);
        int rest = at + 9 + old;
        System.arraycopy(message, rest, hello, at + 9 + name.length, message.length - rest);
        add(hello, 2, more); // of the message, whose length has three bytes
        add(hello, extensions, more);
        add(hello, at + 2, more);
        add(hello, at + 4, more);
        add(hello, at + 7, more);
        return hello;
    }

    private static void add(byte[] bytes, int at, int more) {
        int value = RecordSplitter.u16(bytes, at) + more;
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }
}
