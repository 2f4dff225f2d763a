package org.tlscensus.core.tls.quic;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.tlscensus.core.tls.DatagramFlow;
import org.tlscensus.core.tls.HandshakeMemory;
import org.tlscensus.core.tls.TlsLimits;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.wire.Side;

/** Datagrams of any content; and, since a fuzzer cannot encrypt, frames of any content. */
class QuicFuzzTest {
    @FuzzTest
    void datagrams(FuzzedDataProvider data) {
        QuicDialogue dialogue = new QuicDialogue(TlsLimits.DEFAULTS, DatagramFlow.NO_LISTENER);
        while (data.remainingBytes() > 0) {
            Side sender = data.consumeBoolean() ? Side.CLIENT : Side.SERVER;
            byte[] payload = data.consumeBytes(data.consumeInt(0, 2000));
            QuicDialogue.matches(payload, 0, payload.length);
            dialogue.datagram(sender, 1, payload, 0, payload.length);
        }
        dialogue.end();
        dialogue.isDecided();
        dialogue.session().toRow();
    }

    @FuzzTest
    void frames(FuzzedDataProvider data) {
        CryptoStream stream =
                new CryptoStream(TlsLimits.DEFAULTS.handshakeBytes(), new HandshakeMemory(1 << 20));
        while (data.remainingBytes() > 0) {
            QuicVersion.Family family = data.pickValue(QuicVersion.Family.values());
            InitialFrames frames = new InitialFrames();
            try {
                frames.read(new ByteCursor(data.consumeBytes(1200)), family);
            } catch (ParseException e) {
                // what came before it counts
            }
            frames.crypto().forEach(stream::add);
            while (stream.take() != null) {
                // one message after the other
            }
            GoogleHello.parse("Q050", stream.beginning());
        }
    }
}
