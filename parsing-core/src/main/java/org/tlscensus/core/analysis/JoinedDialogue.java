package org.tlscensus.core.analysis;

import java.io.ByteArrayOutputStream;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.DialoguePart;
import org.tlscensus.core.row.PayloadPart;

/**
 * The dialogue of a connection that is put together of its parts: that of the first part with
 * payload. Where it stands in the middle at the end of a part, it is led again from what the parts
 * kept of their packets, and goes on with those of the next.
 */
final class JoinedDialogue {
    private final ConnectionPart first;
    private final AnalysisLimits limits;
    private final CertificateCollector certificates;
    private DialoguePart part; // null: no payload so far
    private ResumedDialogue resumed; // null: the part is all there is
    private ByteArrayOutputStream kept; // packets so far, while it is unfinished; else null

    JoinedDialogue(ConnectionPart first, AnalysisLimits limits, CertificateCollector certificates) {
        this.first = first;
        this.limits = limits;
        this.certificates = certificates;
    }

    /**
     * Takes over the next part.
     *
     * @param beginnings by the parts before
     * @param isLeft whether the connection was closed before the part, and silent for long
     */
    void join(ConnectionPart piece, StreamBeginnings beginnings, boolean isLeft) {
        PayloadPart payload = piece.payload();
        if (part == null && resumed == null) {
            if (beginnings.isSynSeen() && piece.dialogue() != null && payload != null) {
                begin(beginnings);
                kept = new ByteArrayOutputStream(payload.segments().length);
                kept.write(payload.segments(), 0, SegmentLog.START_BYTES);
                goOn(payload);
            } else {
                part = piece.dialogue();
                if (payload != null && payload.isUnfinished()) {
                    kept = new ByteArrayOutputStream(payload.segments().length);
                    kept.writeBytes(payload.segments());
                }
            }
            return;
        }
        boolean isSilent = payload == null && piece.dialogue() == null;
        if (kept == null || isSilent && !isLeft) {
            return;
        }
        if (payload == null || isLeft) {
            kept = null;
            return;
        }
        if (resumed == null) {
            begin(StreamBeginnings.unknown());
            resumed.feed(kept.toByteArray());
        }
        resumed.start(beginnings); // a part without payload may have had a SYN
        goOn(payload);
    }

    private void begin(StreamBeginnings beginnings) {
        resumed = new ResumedDialogue(first, beginnings, limits, certificates);
    }

    private void goOn(PayloadPart payload) {
        byte[] next = payload.segments();
        resumed.feed(next);
        kept.write(next, SegmentLog.START_BYTES, next.length - SegmentLog.START_BYTES);
        boolean goesOn =
                payload.isWhole() && !resumed.isDecided() && kept.size() <= limits.dialogueBytes();
        kept = goesOn ? kept : null;
    }

    /** What it told; no further part is joined. */
    DialoguePart part() {
        return resumed == null ? part : resumed.end();
    }

    /** What a later part needs to go on with it; null when it is over. */
    PayloadPart payload() {
        return kept == null ? null : new PayloadPart(kept.toByteArray(), true, true);
    }
}
