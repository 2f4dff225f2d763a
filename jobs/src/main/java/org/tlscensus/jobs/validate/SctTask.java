package org.tlscensus.jobs.validate;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tlscensus.core.row.SctRow;
import org.tlscensus.core.x509.SctInspector;
import org.tlscensus.core.x509.TransparencyLog;
import org.tlscensus.core.x509.TrustStore;
import org.tlscensus.jobs.schema.RecordCodec;

/** Checks the timestamps inside the first certificates of a partition's chains. */
final class SctTask implements FlatMapFunction<Iterator<ChainToJudge>, InternalRow> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<SharedCertificates> shared;
    private final Broadcast<List<NamedStores>> stores;
    private final Broadcast<List<TransparencyLog>> logs;

    SctTask(
            Broadcast<SharedCertificates> shared,
            Broadcast<List<NamedStores>> stores,
            Broadcast<List<TransparencyLog>> logs) {
        this.shared = shared;
        this.stores = stores;
        this.logs = logs;
    }

    @Override
    public Iterator<InternalRow> call(Iterator<ChainToJudge> chains) {
        SctInspector inspector = new SctInspector(shared.value().pool(), logs.value());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(chains, 0), false)
                .flatMap(chain -> rows(chain, inspector))
                .map(RecordCodec.of(SctRow.class)::toRow)
                .iterator();
    }

    private Stream<SctRow> rows(ChainToJudge chain, SctInspector inspector) {
        List<TrustStore> ofTheTime =
                stores.value().stream().map(store -> store.stores().at(chain.time())).toList();
        return inspector
                .embedded(chain.certificates(shared.value()), chain.time(), ofTheTime)
                .stream();
    }
}
