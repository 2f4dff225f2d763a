package org.tlscensus.jobs.generate.handshake;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.bouncycastle.util.encoders.Hex;

/** Gives hellos of a recording other randoms, session ids and server names. */
final class HelloRewriter {
    private static final int RANDOM = 6; // after header and legacy_version
    private static final int SESSION_ID = RANDOM + 32;

    /** The random of a HelloRetryRequest (RFC 8446 section 4.1.3). */
    private static final byte[] RETRY =
            Hex.decode("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    private final byte[] clientRandom = new byte[32];
    private final byte[] clientSession = new byte[32];
    private final byte[] serverSession = new byte[32];
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
        return hello;
    }

    byte[] serverHello(byte[] message) {
        byte[] hello = message.clone();
        if (!isRetry(hello)) {
            byte[] own = new byte[32 - 8]; // the last eight may be a sentinel against downgrades
            random.nextBytes(own);
            System.arraycopy(own, 0, hello, RANDOM, own.length);
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
        int extensions = SESSION_ID + 1 + message[SESSION_ID];
        extensions += 2 + RecordSplitter.u16(message, extensions); // cipher suites
        extensions += 1 + (message[extensions] & 0xff); // compression methods
        int at = extensions + 2;
        while (RecordSplitter.u16(message, at) != 0) { // server_name (RFC 6066 section 3)
            at += 4 + RecordSplitter.u16(message, at + 2);
        }
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
