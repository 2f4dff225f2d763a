package org.tlscensus.jobs.validate;

import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.tlscensus.core.row.SctRow;
import org.tlscensus.core.x509.CertificatePool;
import org.tlscensus.core.x509.SctInspector;
import org.tlscensus.core.x509.TransparencyLog;
import org.tlscensus.jobs.frame.Lookup;

/**
 * Checks the timestamps of a partition that came beside certificates, as far as the archive has the
 * certificate.
 */
final class SctBesideTask
        implements FlatMapFunction<Iterator<Lookup.Answered<SctBeside.Sighted, byte[]>>, SctRow> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<List<TransparencyLog>> logs;

    SctBesideTask(Broadcast<List<TransparencyLog>> logs) {
        this.logs = logs;
    }

    @Override
    public Iterator<SctRow> call(Iterator<Lookup.Answered<SctBeside.Sighted, byte[]>> timestamps) {
        SctInspector inspector = // logs sign these without the issuer
                new SctInspector(CertificatePool.of(List.of()), logs.value());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(timestamps, 0), false)
                .filter(timestamp -> !timestamp.known().isEmpty())
                .map(t -> row(t.question(), t.known().get(0), inspector))
                .iterator();
    }

    private static SctRow row(SctBeside.Sighted sighted, byte[] der, SctInspector inspector) {
        return inspector.beside(
                der,
                sighted.sct().source(),
                sighted.met().position(),
                HexFormat.of().parseHex(sighted.sct().sct()),
                sighted.met().time());
    }
}
