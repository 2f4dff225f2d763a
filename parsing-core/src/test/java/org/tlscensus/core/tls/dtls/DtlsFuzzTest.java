package org.tlscensus.core.tls.dtls;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.tlscensus.core.tls.DatagramFlow;
import org.tlscensus.core.tls.TlsLimits;
import org.tlscensus.core.wire.Side;

/** Datagrams of any content, from both sides. */
class DtlsFuzzTest {
    @FuzzTest
    void datagrams(FuzzedDataProvider data) {
        DtlsDialogue dialogue = new DtlsDialogue(TlsLimits.DEFAULTS, DatagramFlow.NO_LISTENER);
        while (data.remainingBytes() > 0) {
            Side sender = data.consumeBoolean() ? Side.CLIENT : Side.SERVER;
            byte[] payload = data.consumeBytes(data.consumeInt(0, 2000));
            DtlsDialogue.matches(payload, 0, payload.length);
            dialogue.datagram(sender, 1, payload, 0, payload.length);
        }
        dialogue.end();
        dialogue.isDecided();
        dialogue.session().toRow();
    }
}
