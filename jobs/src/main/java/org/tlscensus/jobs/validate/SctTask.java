package org.tlscensus.jobs.validate;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.tlscensus.core.row.SctRow;
import org.tlscensus.core.x509.SctInspector;
import org.tlscensus.core.x509.TransparencyLog;
import org.tlscensus.core.x509.TrustStore;

/** Checks the timestamps inside the first certificates of a partition's chains. */
final class SctTask implements FlatMapFunction<Iterator<ChainToJudge>, SctRow> {
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
    public Iterator<SctRow> call(Iterator<ChainToJudge> chains) {
        SctInspector inspector = new SctInspector(shared.value().pool(), logs.value());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(chains, 0), false)
                .flatMap(chain -> rows(chain, inspector))
                .iterator();
    }

    private Stream<SctRow> rows(ChainToJudge chain, SctInspector inspector) {
        Instant time = chain.seen().first();
        List<TrustStore> ofTheTime =
                stores.value().stream().map(store -> store.stores().at(time)).toList();
        return inspector.embedded(chain.certificates(shared.value()), time, ofTheTime).stream();
    }
}
