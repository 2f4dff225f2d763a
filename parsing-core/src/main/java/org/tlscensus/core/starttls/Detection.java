package org.tlscensus.core.starttls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tlscensus.core.wire.Side;

/**
 * Tells the protocol, and who is the server, by what the two sides say first. Where either side may
 * say it, TCP tells who is the server, else the ports, else who spoke first. It keeps what they
 * said, so that the protocol's dialogue begins with the first byte.
 *
 * <p>Every byte is looked at on its own: when the answer comes does not depend on segmentation.
 */
final class Detection {
    /** A piece of what was said, or a gap, if it has no bytes. */
    record Piece(Side sender, int start, int end) {}

    private static final Protocol[] ALL = Protocol.values();
    private static final Protocol[] NONE = {};
    private static final int FIRST_BYTES = 256;
    private static final int OPAQUE_WITHIN = 8;

    /** What one side has said. */
    private static final class Voice {
        final byte[] first = new byte[FIRST_BYTES];
        final LineReader lines;
        int count;
        int openings = ~Protocol.LINES & (1 << ALL.length) - 1;
        int asServer = Protocol.LINES;
        int asClient = Protocol.LINES;
        int knownLines;
        int unknownLines;
        boolean isOpaque; // binary, and of no protocol that is known here

        Voice(StartTlsLimits limits) {
            lines = new LineReader(limits);
        }

        boolean isUnknown() {
            return isOpaque || unknownLines > 0;
        }
    }

    private final StartTlsLimits limits;
    private final int[] ports;
    private final Side acceptor;
    private final Voice[] voices;
    private final List<Piece> pieces = new ArrayList<>();
    private byte[] said = new byte[128];
    private int saidLength;
    private Side speaker;
    private int pieceStart;
    private Protocol protocol;
    private Side serverSide;
    private Protocol either; // known by what either side may say
    private Side firstSpeaker; // of that
    private boolean isHopeless;

    Detection(StartTlsLimits limits, int clientPort, int serverPort, Side acceptor) {
        this.limits = limits;
        this.acceptor = acceptor;
        ports = new int[] {clientPort, serverPort};
        voices = new Voice[] {new Voice(limits), new Voice(limits)};
    }

    /** The protocol; null while it is not known. */
    Protocol protocol() {
        return protocol;
    }

    Side serverSide() {
        return serverSide;
    }

    int port(Side side) {
        return ports[side.ordinal()];
    }

    boolean isHopeless() {
        return isHopeless;
    }

    /** All that was said, in order. */
    List<Piece> pieces() {
        endPiece();
        return pieces;
    }

    byte[] said() {
        return said;
    }

    private void endPiece() {
        if (speaker != null && saidLength > pieceStart) {
            pieces.add(new Piece(speaker, pieceStart, saidLength));
        }
        pieceStart = saidLength;
    }

    /** Looks at the next byte. */
    void add(Side sender, byte value) {
        if (sender != speaker) {
            endPiece();
            speaker = sender;
        }
        if (saidLength == said.length) {
            said = Arrays.copyOf(said, 2 * said.length);
        }
        said[saidLength++] = value;
        Voice voice = voices[sender.ordinal()];
        if (voice.count < FIRST_BYTES) {
            voice.first[voice.count++] = value;
            first(sender, voice);
        }
        if (!voice.isOpaque) {
            voice.lines.take(said, saidLength - 1, 1);
            String line = voice.lines.line();
            if (line != null && protocol == null && voice.openings == 0 && !line.isEmpty()) {
                line(sender, voice, line);
            }
        }
        if (protocol == null && saidLength >= limits.openingBytes()) {
            giveUp();
        }
    }

    private void first(Side sender, Voice voice) {
        for (Protocol candidate : voice.openings == 0 ? NONE : ALL) {
            if ((voice.openings & candidate.bit()) == 0) {
                continue;
            }
            switch (candidate.opening(voice.first, voice.count)) {
                case NO -> voice.openings &= ~candidate.bit();
                case NEED_MORE -> {}
                case CLIENT -> {
                    decide(candidate, sender.other());
                    return;
                }
                case SERVER -> {
                    decide(candidate, sender);
                    return;
                }
                case EITHER -> {
                    sayEither(candidate, sender);
                    if (protocol != null) {
                        return;
                    }
                }
            }
        }
        if (voice.count == FIRST_BYTES) {
            voice.openings = 0;
            decideEither();
        }
        if (voice.openings == 0 && voice.count <= OPAQUE_WITHIN && isOpaque(voice)) {
            voice.isOpaque = true;
            unknown();
        }
    }

    private void sayEither(Protocol candidate, Side sender) {
        if (either == null) {
            either = candidate;
            firstSpeaker = sender;
        }
        Side server = told(candidate);
        if (server != null) {
            decide(candidate, server);
        }
    }

    /** Nothing that only one side may say has come. */
    private void decideEither() {
        if (either != null && protocol == null) {
            decide(either, firstSpeaker.other());
        }
    }

    /** The server by TCP, else by the ports; null if they do not tell. */
    private Side told(Protocol candidate) {
        boolean usual = candidate.isUsualAt(port(Side.SERVER));
        if (acceptor != null || usual == candidate.isUsualAt(port(Side.CLIENT))) {
            return acceptor;
        }
        return usual ? Side.SERVER : Side.CLIENT;
    }

    private static boolean isOpaque(Voice voice) {
        for (int i = 0; i < voice.count; i++) {
            byte value = voice.first[i];
            if (value >= 0 && value < ' ' && value != '\r' && value != '\n' && value != '\t') {
                return true;
            }
        }
        return false;
    }

    private void line(Side sender, Voice voice, String line) {
        Voice other = voices[sender.other().ordinal()];
        boolean isFirst = voice.knownLines + voice.unknownLines == 0 && other.count == 0;
        boolean isToUnknown = other.isUnknown() && other.knownLines == 0;
        int asServer =
                isToUnknown
                        ? LineOpenings.ofServerToUnknown(line)
                        : LineOpenings.ofServer(line, isFirst);
        int asClient = LineOpenings.ofClient(line);
        if ((asServer | asClient) == 0) {
            voice.unknownLines++;
            unknown();
            return;
        }
        voice.knownLines++;
        voice.asServer &= asServer;
        voice.asClient &= asClient;
        choose();
    }

    private void unknown() {
        Voice one = voices[0];
        Voice two = voices[1];
        boolean isNothingKnown = one.knownLines + two.knownLines == 0;
        boolean isTold = one.isUnknown() && two.isUnknown();
        if (isNothingKnown && isTold) {
            giveUp();
        }
    }

    /** Whether a side may be the server: the one that opened the connection only if it must be. */
    private boolean mayServe(Side side) {
        return acceptor == null || side == acceptor || left(acceptor) == 0;
    }

    /** The protocols left if that side is the server. */
    private int left(Side server) {
        return voices[server.ordinal()].asServer & voices[server.other().ordinal()].asClient;
    }

    private void choose() {
        int asCalled = mayServe(Side.SERVER) ? left(Side.SERVER) : 0;
        int turned = mayServe(Side.CLIENT) ? left(Side.CLIENT) : 0;
        int both = asCalled | turned;
        if (both == 0) {
            isHopeless = true;
        } else if (Integer.bitCount(both) == 1) {
            Protocol only = ALL[Integer.numberOfTrailingZeros(both)];
            Side server = asCalled != 0 ? Side.SERVER : Side.CLIENT;
            decide(only, asCalled == turned && told(only) != null ? told(only) : server);
        }
    }

    private void giveUp() {
        conclude();
        isHopeless = protocol == null;
    }

    private void decide(Protocol choice, Side server) {
        protocol = choice;
        serverSide = server;
    }

    /** No more will be said: what content leaves open is decided by the ports. */
    void conclude() {
        decideEither();
        if (protocol != null || voices[0].knownLines + voices[1].knownLines == 0) {
            return;
        }
        for (Side server : new Side[] {Side.SERVER, Side.CLIENT}) {
            for (Protocol candidate : ALL) {
                boolean isLeft = mayServe(server) && (left(server) & candidate.bit()) != 0;
                if (protocol == null && isLeft && candidate.isUsualAt(port(server))) {
                    decide(candidate, server);
                }
            }
        }
    }

    void gap(Side sender) {
        endPiece();
        pieces.add(new Piece(sender, saidLength, saidLength));
        voices[sender.ordinal()].lines.gap();
    }
}
