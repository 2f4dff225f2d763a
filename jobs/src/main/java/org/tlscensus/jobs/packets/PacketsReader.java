package org.tlscensus.jobs.packets;

import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.unsafe.types.UTF8String;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.CaptureRange;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.capture.Damage;
import org.tlscensus.core.packet.Outcome;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.PacketLimits;
import org.tlscensus.jobs.plan.CaptureSource;

/**
 * Reads a partition's packets as rows that have the wanted columns and nothing else: headers are
 * looked at, and bytes copied, only where a column wants it.
 */
final class PacketsReader implements PartitionReader<InternalRow> {
    /** No datagram waits for fragments: a row is of its packet alone, wherever a range is cut. */
    private static final PacketLimits NO_FRAGMENTS =
            new PacketLimits(PacketLimits.DEFAULTS.depth(), 0, 0, 0, false);

    private final Iterator<PacketsPartition.Range> ranges;
    private final PacketColumn[] columns;
    private final boolean isStrict;
    private final Configuration hadoop;
    private final PacketDecoder decoder; // null: no column wants it
    private final GenericInternalRow row;
    private final Map<Outcome, UTF8String> outcomes = new HashMap<>();
    private ByteSource source;
    private CaptureRange range;
    private UTF8String capture;

    PacketsReader(
            List<PacketsPartition.Range> ranges,
            List<PacketColumn> columns,
            boolean isStrict,
            Configuration hadoop) {
        this.ranges = ranges.iterator();
        this.columns = columns.toArray(PacketColumn[]::new);
        this.isStrict = isStrict;
        this.hadoop = hadoop;
        boolean isDecoded = columns.stream().anyMatch(PacketColumn::isDecoded);
        decoder = isDecoded ? new PacketDecoder(NO_FRAGMENTS) : null;
        row = new GenericInternalRow(this.columns.length);
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome, UTF8String.fromString(outcome.columnName()));
        }
    }

    @Override
    public boolean next() throws IOException {
        while (range == null || !range.next()) {
            if (range != null) {
                requireUndamaged();
            }
            close();
            if (!ranges.hasNext()) {
                return false;
            }
            open(ranges.next());
        }
        return true;
    }

    private void open(PacketsPartition.Range next) throws IOException {
        source = CaptureSource.open(next.path(), next.length(), hadoop);
        range = CaptureRange.open(source, next.start(), next.end());
        capture = UTF8String.fromString(next.path());
    }

    private void requireUndamaged() throws IOException {
        List<Damage> damages = range.packet().damages();
        if (isStrict && !damages.isEmpty()) {
            Damage first = damages.get(0);
            throw new IOException(
                    capture + ": byte " + first.offset() + ": " + first.description());
        }
    }

    @Override
    public InternalRow get() {
        CaptureReader packet = range.packet();
        Outcome outcome = decoder == null ? null : decoder.decode(packet);
        for (int i = 0; i < columns.length; i++) {
            row.update(i, value(columns[i], packet, outcome));
        }
        return row;
    }

    private Object value(PacketColumn column, CaptureReader packet, Outcome outcome) {
        if (!column.isDecoded()) {
            return column.ofRecord(packet, capture);
        }
        if (column == PacketColumn.OUTCOME) {
            return outcomes.get(outcome);
        }
        return outcome.hasFlow() ? column.ofFlow(decoder) : null;
    }

    @Override
    public void close() throws IOException {
        if (range != null) {
            range.close();
            range = null;
        }
        if (source != null) {
            source.close();
            source = null;
        }
    }
}
