package org.tlscensus.jobs.generate.handshake;

import java.util.List;
import java.util.random.RandomGenerator;
import org.tlscensus.jobs.generate.pki.Identity;
import org.tlscensus.jobs.generate.pki.Issued;

/** A kind of handshake that can be had between any client and server. */
public final class Handshake {
    private final Recording recording;

    Handshake(Recording recording) {
        this.recording = recording;
    }

    public HandshakeFacts facts() {
        return recording.facts();
    }

    public boolean isTls13() {
        return "tls1.3".equals(recording.facts().version());
    }

    /**
     * Who has the handshake.
     *
     * @param serverName that the client asks for; null where the handshake has none
     * @param client null: it sends no certificate
     * @param staple null: there is none
     */
    public record Parties(byte[] serverName, Identity server, Identity client, byte[] staple) {
        Identity identity(Side side) {
            return side == Side.SERVER ? server : client;
        }
    }

    /** The handshake of a connection. */
    public List<Flight> flights(Parties parties, RandomGenerator random) {
        HelloRewriter hellos = new HelloRewriter(random, isTls13() || facts().isResumed());
        FlightBuilder flights = new FlightBuilder();
        for (Part part : recording.parts()) {
            add(part, parties, hellos, flights);
        }
        return flights.flights();
    }

    private static void add(
            Part part, Parties parties, HelloRewriter hellos, FlightBuilder flights) {
        Identity identity = parties.identity(part.side());
        switch (part.kind()) {
            case CLIENT_HELLO -> {
                flights.add(part, hellos.clientHello(part.body(), parties.serverName), 0);
                flights.mark(Mark.CLIENT_HELLO);
            }
            case SERVER_HELLO -> {
                flights.add(part, hellos.serverHello(part.body()), 0);
                if (!HelloRewriter.isRetry(part.body())) {
                    flights.mark(Mark.SERVER_HELLO);
                }
            }
            case CERTIFICATE -> {
                byte[] own = identity == null ? part.body() : message(11, identity.message());
                flights.add(part, own, 0);
                if (part.side() == Side.SERVER) {
                    flights.mark(Mark.CERTIFICATE);
                }
            }
            case CERTIFICATE_STATUS -> {
                flights.add(part, message(22, status(parties.staple)), 0);
                flights.mark(Mark.STAPLE);
            }
            case NEW_SESSION_TICKET -> flights.add(part, hellos.newSessionTicket(part.body()), 0);
            case CLEAR -> flights.add(part, part.body(), 0);
            case ENCRYPTED -> flights.add(part, part.body(), Noise.OVERHEAD);
            case ENCRYPTED_CERTIFICATE -> {
                int[] lengths =
                        identity.chain().stream()
                                .map(Issued::der)
                                .mapToInt(der -> der.length)
                                .toArray();
                byte[] staple = part.side() == Side.SERVER ? parties.staple : null;
                int length = Encrypted.certificateRecordBytes(lengths, staple);
                flights.add(part, Noise.bytes(length), Noise.OVERHEAD);
            }
        }
    }

    private static byte[] message(int type, byte[] body) {
        byte[] message = new byte[4 + body.length];
        message[0] = (byte) type;
        put24(message, 1, body.length);
        System.arraycopy(body, 0, message, 4, body.length);
        return message;
    }

    /** The body of a CertificateStatus (RFC 6066 section 8). */
    private static byte[] status(byte[] response) {
        byte[] body = new byte[4 + response.length];
        body[0] = 1; // ocsp
        put24(body, 1, response.length);
        System.arraycopy(response, 0, body, 4, response.length);
        return body;
    }

    private static void put24(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 16);
        bytes[at + 1] = (byte) (value >> 8);
        bytes[at + 2] = (byte) value;
    }
}
