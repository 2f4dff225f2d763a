package org.tlscensus.jobs.ingest;

import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.jobs.schema.RecordBytes;

/**
 * A part of a connection as bytes, and beside them what it takes to bring the parts of a flow
 * together. All that a part tells would be a hundred columns, decoded for each of many parts, of
 * which few are joined.
 *
 * @param flowHash as in the part, like the next three
 * @param isOpen the part's joint is {@link ConnectionPart#OPEN}
 * @param bytes all of the part, see {@link RecordBytes}
 */
record PackedPart(
        long flowHash, byte[] flowKey, long unit, long sequence, boolean isOpen, byte[] bytes) {

    static PackedPart of(ConnectionPart part, RecordBytes<ConnectionPart> codec) {
        return new PackedPart(
                part.flowHash(),
                part.flowKey(),
                part.unit(),
                part.sequence(),
                part.isOpen(),
                codec.toBytes(part));
    }

    ConnectionPart unpacked(RecordBytes<ConnectionPart> codec) {
        return codec.toRecord(bytes);
    }
}
