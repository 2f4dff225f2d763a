package org.tlscensus.jobs.validate;

import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tlscensus.core.row.SctRow;
import org.tlscensus.core.x509.CertificatePool;
import org.tlscensus.core.x509.SctInspector;
import org.tlscensus.core.x509.TransparencyLog;
import org.tlscensus.jobs.schema.RecordCodec;

/** Checks the timestamps of a partition that came beside certificates. */
final class SctBesideTask implements FlatMapFunction<Iterator<SctBeside>, InternalRow> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<List<TransparencyLog>> logs;

    SctBesideTask(Broadcast<List<TransparencyLog>> logs) {
        this.logs = logs;
    }

    @Override
    public Iterator<InternalRow> call(Iterator<SctBeside> timestamps) {
        SctInspector inspector = // logs sign these without the issuer
                new SctInspector(CertificatePool.of(List.of()), logs.value());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(timestamps, 0), false)
                .map(
                        t ->
                                inspector.beside(
                                        t.der(),
                                        t.source(),
                                        t.position(),
                                        HexFormat.of().parseHex(t.sct()),
                                        t.time()))
                .map(RecordCodec.of(SctRow.class)::toRow)
                .iterator();
    }
}
