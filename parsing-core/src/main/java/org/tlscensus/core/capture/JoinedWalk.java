package org.tlscensus.core.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Records of a file that may be several captures joined by {@code cat}: where the header of another
 * capture stands between records, what follows is read by it.
 */
final class JoinedWalk implements RecordWalk {
    private final ByteArrayOutputStream earlierSecrets = new ByteArrayOutputStream(0);
    private RecordWalk walk;

    JoinedWalk(CaptureContext context) {
        walk = ofOneFile(context);
    }

    private static RecordWalk ofOneFile(CaptureContext context) {
        return context.isPcapng() ? new PcapngWalk(context) : new PcapWalk(context);
    }

    @Override
    public Step step(BlockInput input, PacketView packet) throws IOException {
        Step step = walk.step(input, packet);
        boolean isRecord = step == Step.PACKET || step == Step.OTHER || step == Step.END;
        return !isRecord && join(input) ? Step.JOINT : step;
    }

    private boolean join(BlockInput input) throws IOException {
        if (isSection(input)) {
            goOn(FileStart.section(input)); // the walk reads the section header itself
            return true;
        }
        input.require(PcapHeader.MAX_BYTES);
        int at = input.cursor();
        PcapHeader header = PcapHeader.betweenRecords(input.buffer(), at, at + input.available());
        if (header == null) {
            return false;
        }
        input.skip(header.bytes());
        goOn(header.context());
        return true;
    }

    /** Whether a pcapng section follows the records of a pcap file. */
    private boolean isSection(BlockInput input) throws IOException {
        return walk instanceof PcapWalk
                && input.require(RecordRules.MIN_BLOCK)
                && input.int32(input.cursor(), true) == RecordRules.SECTION_HEADER
                && FileStart.section(input) != null;
    }

    /**
     * Looks for the header of another capture in the record before the cursor, and goes on behind
     * it: where a capture that was cut short was joined to another, its last record takes in the
     * beginning of that one, and no record follows it.
     */
    boolean joinWithinRecord(BlockInput input) {
        int limit = input.cursor() + input.available();
        for (int at = input.lastTaken() + 1; at < input.cursor(); at++) {
            PcapHeader header = PcapHeader.betweenRecords(input.buffer(), at, limit);
            if (header != null) {
                input.goBack(input.cursor() - at);
                input.skip(header.bytes());
                goOn(header.context());
                return true;
            }
        }
        return false;
    }

    private void goOn(CaptureContext context) {
        earlierSecrets.writeBytes(walk.secrets());
        walk = ofOneFile(context);
    }

    @Override
    public byte[] secrets() {
        if (earlierSecrets.size() == 0) {
            return walk.secrets();
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(earlierSecrets.toByteArray());
        all.writeBytes(walk.secrets());
        return all.toByteArray();
    }

    @Override
    public CaptureContext context() {
        return walk.context();
    }

    @Override
    public int likelyRecord(byte[] buffer, int at, int limit) {
        return walk.likelyRecord(buffer, at, limit);
    }
}
