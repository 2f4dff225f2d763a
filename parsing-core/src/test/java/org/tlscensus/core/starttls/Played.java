package org.tlscensus.core.starttls;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tlscensus.core.row.StartTlsRow;
import org.tlscensus.core.tls.StreamReceiver;
import org.tlscensus.core.wire.Side;

/** A dialogue into which bytes were played, and the bytes it left for TLS. */
final class Played {
    private final CleartextDialogue dialogue;
    private final ByteArrayOutputStream[] tls = {
        new ByteArrayOutputStream(), new ByteArrayOutputStream()
    };
    private TlsCarrier carrier;
    private boolean isTls;

    Played(int clientPort, int serverPort, Side acceptor) {
        dialogue = new CleartextDialogue(StartTlsLimits.DEFAULTS, clientPort, serverPort, acceptor);
    }

    Played(Script script) {
        this(script.clientPort(), script.serverPort(), script.acceptor());
    }

    CleartextDialogue dialogue() {
        return dialogue;
    }

    void bytes(Side sender, byte[] bytes, int offset, int length) {
        if (isTls) {
            tlsBytes(sender, bytes, offset, length);
            return;
        }
        int used = dialogue.bytes(sender, 0, bytes, offset, length);
        assertTrue(used >= 0 && used <= length, "bytes used: " + used + " of " + length);
        isTls = dialogue.status() == CleartextDialogue.Status.UPGRADE;
        assertTrue(isTls || used == length, "bytes left in the clear");
        if (isTls) {
            beginTls();
            tlsBytes(sender, bytes, offset + used, length - used);
        }
    }

    void gap(Side sender) {
        if (!isTls) {
            dialogue.gap(sender, 1);
            isTls = dialogue.status() == CleartextDialogue.Status.UPGRADE;
            if (isTls) {
                beginTls();
            }
        }
    }

    /** Bytes of TLS that a carrier hands on. */
    private final class Carried implements StreamReceiver {
        @Override
        public void bytes(Side sender, long timeNanos, byte[] bytes, int offset, int length) {
            tls[sender.ordinal()].write(bytes, offset, length);
        }

        @Override
        public void gap(Side sender, long missingBytes) {}
    }

    private void beginTls() {
        carrier = dialogue.carrier();
        for (Side side : Side.values()) {
            byte[] held = dialogue.heldForTls(side);
            tlsBytes(side, held, 0, held.length);
        }
    }

    private void tlsBytes(Side sender, byte[] bytes, int offset, int length) {
        if (carrier == null) {
            tls[sender.ordinal()].write(bytes, offset, length);
        } else {
            carrier.bytes(sender, 0, bytes, offset, length, new Carried());
        }
    }

    /** Nothing more is played. */
    private void end() {
        dialogue.end();
        if (!isTls && dialogue.status() == CleartextDialogue.Status.UPGRADE) {
            isTls = true;
            beginTls();
        }
    }

    /** Bytes of TLS of that side. */
    byte[] tls(Side side) {
        end();
        return tls[side.ordinal()].toByteArray();
    }

    /** All that is known, in words; what is not known or not so is left out. */
    String outcome() {
        end();
        boolean upgraded = tls(Side.CLIENT).length + tls(Side.SERVER).length > 0;
        Side server = dialogue.serverSide() == Side.CLIENT ? Side.CLIENT : Side.SERVER;
        StartTlsRow row = dialogue.toRow(upgraded, tls(server).length > 0);
        List<String> words = new ArrayList<>();
        if (row == null) {
            words.add("-");
            add(words, upgraded, "tls");
            add(words, dialogue.protocol() != null, "protocol=" + dialogue.protocol());
        } else {
            words.add(row.protocol());
            add(words, row.offered() != null, "offered=" + row.offered());
            add(words, row.requested(), "requested");
            add(words, row.accepted() != null, "accepted=" + row.accepted());
            add(words, row.upgraded(), "upgraded");
            add(words, row.authenticatedInClear(), "auth");
            String mechanisms = String.join(",", row.authenticationOffered());
            add(words, !mechanisms.isEmpty(), "mechanisms=" + mechanisms);
            add(words, row.serverSoftware() != null, "software=" + row.serverSoftware());
        }
        String anomalies = String.join(",", dialogue.anomalies());
        add(words, !anomalies.isEmpty(), "anomalies=" + anomalies);
        add(words, dialogue.serverSide() == Side.CLIENT, "server=CLIENT");
        add(words, dialogue.proxy() != null, "proxy=" + dialogue.proxy());
        return String.join(" ", words);
    }

    private static void add(List<String> words, boolean isSo, String word) {
        if (isSo) {
            words.add(word);
        }
    }

    /** Plays a script, each turn a segment of its own. */
    static Played playTurns(Script script) {
        Played played = new Played(script);
        for (Script.Turn turn : script.turns()) {
            played.bytes(turn.sender(), turn.bytes(), 0, turn.bytes().length);
        }
        return played;
    }

    /**
     * Plays a script, bytes of one side that follow each other in chunks of these sizes, in turn.
     */
    static Played play(Script script, int... chunks) {
        Played played = new Played(script);
        int turn = 0;
        int chunk = 0;
        while (turn < script.turns().size()) {
            Side sender = script.turns().get(turn).sender();
            ByteArrayOutputStream run = new ByteArrayOutputStream();
            while (turn < script.turns().size() && script.turns().get(turn).sender() == sender) {
                run.writeBytes(script.turns().get(turn++).bytes());
            }
            byte[] bytes = run.toByteArray();
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(bytes.length - at, chunks[chunk++ % chunks.length]);
                byte[] segment = Arrays.copyOfRange(bytes, at, at + length);
                played.bytes(sender, segment, 0, length);
                at += length;
            }
        }
        return played;
    }
}
