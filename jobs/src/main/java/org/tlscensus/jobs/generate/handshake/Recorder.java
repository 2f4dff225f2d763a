package org.tlscensus.jobs.generate.handshake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.tls.BasicTlsPSKExternal;
import org.bouncycastle.tls.PRFAlgorithm;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsPSKExternal;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.TlsSession;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.generate.pki.SeededRandom;
import org.tlscensus.jobs.generate.plan.HandshakePlan;
import org.tlscensus.jobs.generate.plan.KeyKind;
import org.tlscensus.jobs.generate.plan.TlsVersion;

/** Lets Bouncy Castle's client and server talk, and writes down what they say. */
final class Recorder {
    /** What recorded clients ask for; other names take its place. */
    static final byte[] SERVER_NAME = "server.invalid".getBytes(StandardCharsets.US_ASCII);

    private static final int MOST_ROUNDS = 20;

    private final long seed;
    private final RecordingIdentities identities;

    Recorder(long seed, RecordingIdentities identities) {
        this.seed = seed;
        this.identities = identities;
    }

    /**
     * A handshake with a server, and perhaps a client, that have keys of these kinds.
     *
     * @param clientKey null: the client sends no certificate
     * @throws UserError when it fails, as with a suite for another kind of keys
     */
    Recording record(
            HandshakePlan plan, KeyKind serverKey, KeyKind clientKey, boolean hasServerName) {
        String purpose =
                "handshake "
                        + plan.name()
                        + " "
                        + serverKey
                        + " "
                        + clientKey
                        + " "
                        + hasServerName;
        BcTlsCrypto crypto = new SeededCrypto(new SeededRandom(seed, purpose));
        byte[] staple = plan.staple() ? identities.staple() : null;
        RecordingKeys serverKeys = identities.keys(crypto, serverKey);
        RecordingKeys clientKeys = clientKey == null ? null : identities.keys(crypto, clientKey);
        byte[] serverName = hasServerName ? SERVER_NAME : null;
        AnsweringServer server = new AnsweringServer(crypto, plan, serverKeys, staple);
        OfferingClient client = new OfferingClient(crypto, plan.client(), serverName, clientKeys);
        try {
            boolean isTls13 = plan.version() == TlsVersion.TLS13;
            if (plan.resumed() && isTls13) {
                TlsPSKExternal key = sharedKey(crypto, plan);
                server.share(key);
                client.share(key);
            } else if (plan.resumed()) { // the first one, which nobody sees
                talk(client, server, false);
                TlsSession ofServer = server.session();
                TlsSession ofClient = client.session();
                server = new AnsweringServer(crypto, plan, serverKeys, staple);
                server.know(ofServer);
                client = new OfferingClient(crypto, plan.client(), serverName, clientKeys);
                client.resume(ofClient);
                if (plan.ticket()) {
                    client.showTicket(random(crypto, AnsweringServer.TICKET_BYTES));
                }
            }
            List<Part> parts = talk(client, server, isTls13);
            if (isTls13 && !plan.resumed()) {
                mark(parts, Side.SERVER, identities.der(serverKey).length, staple);
                if (clientKey != null) {
                    mark(parts, Side.CLIENT, identities.der(clientKey).length, null);
                }
            }
            HandshakeFacts facts = FactsReader.read(client, server, parts);
            return plan.answered()
                    ? new Recording(facts, parts)
                    : new Recording(facts.unanswered(), beforeAnswer(parts));
        } catch (IOException e) {
            throw new UserError(
                    plan.place()
                            + ": no handshake "
                            + plan.name()
                            + " comes about with "
                            + serverKey.name().toLowerCase(Locale.ROOT)
                            + " keys: "
                            + e.getMessage());
        }
    }

    private static List<Part> beforeAnswer(List<Part> parts) {
        int end = 0;
        while (parts.get(end).side() == Side.CLIENT) {
            end++;
        }
        return List.copyOf(parts.subList(0, end));
    }

    private static TlsPSKExternal sharedKey(BcTlsCrypto crypto, HandshakePlan plan) {
        boolean isSha384 = plan.suite().endsWith("SHA384");
        return new BasicTlsPSKExternal(
                random(crypto, AnsweringServer.TICKET_BYTES),
                crypto.createSecret(random(crypto, isSha384 ? 48 : 32)),
                isSha384 ? PRFAlgorithm.tls13_hkdf_sha384 : PRFAlgorithm.tls13_hkdf_sha256);
    }

    private static byte[] random(BcTlsCrypto crypto, int count) {
        byte[] bytes = new byte[count];
        crypto.getSecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** Finds the record that is a side's encrypted Certificate message, by its length. */
    private static void mark(List<Part> parts, Side side, int derBytes, byte[] staple) {
        int length = Encrypted.certificateRecordBytes(new int[] {derBytes}, staple);
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.side() == side
                    && part.kind() == Part.Kind.ENCRYPTED
                    && part.body().length == length) {
                parts.set(
                        i,
                        new Part(
                                side,
                                Part.Kind.ENCRYPTED_CERTIFICATE,
                                part.contentType(),
                                part.version(),
                                part.body()));
                return;
            }
        }
        throw new IllegalStateException("no record of " + length + " bytes is a certificate's");
    }

    private static List<Part> talk(OfferingClient client, AnsweringServer server, boolean isTls13)
            throws IOException {
        TlsClientProtocol left = new TlsClientProtocol();
        TlsServerProtocol right = new TlsServerProtocol();
        RecordSplitter splitter = new RecordSplitter(isTls13);
        right.accept(server);
        left.connect(client);
        for (int i = 0; i < MOST_ROUNDS; i++) {
            boolean hasMoved = move(left, right, Side.CLIENT, splitter);
            hasMoved |= move(right, left, Side.SERVER, splitter);
            if (!hasMoved) {
                break;
            }
        }
        if (!left.isConnected() || !right.isConnected()) {
            throw new IOException("it does not come to an end");
        }
        return splitter.parts();
    }

    private static boolean move(
            TlsProtocol from, TlsProtocol to, Side side, RecordSplitter splitter)
            throws IOException {
        byte[] bytes = new byte[from.getAvailableOutputBytes()];
        if (bytes.length == 0) {
            return false;
        }
        from.readOutput(bytes, 0, bytes.length);
        splitter.add(side, bytes);
        to.offerInput(bytes);
        return true;
    }
}
