package org.tlscensus.jobs.validate;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.tlscensus.core.row.ChainRow;
import org.tlscensus.core.x509.ChainInspector;
import org.tlscensus.core.x509.PublicIssuers;
import org.tlscensus.core.x509.TrustStore;
import org.tlscensus.jobs.schema.RecordCodec;

/** Tells of the chains of a partition what they are, with one inspector. */
final class InspectTask implements FlatMapFunction<Iterator<ChainToJudge>, InternalRow> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<SharedCertificates> shared;
    private final Broadcast<List<NamedStores>> stores;
    private final Broadcast<PublicIssuers> known;
    private final Policy policy;

    InspectTask(
            Broadcast<SharedCertificates> shared,
            Broadcast<List<NamedStores>> stores,
            Broadcast<PublicIssuers> known,
            Policy policy) {
        this.shared = shared;
        this.stores = stores;
        this.known = known;
        this.policy = policy;
    }

    @Override
    public Iterator<InternalRow> call(Iterator<ChainToJudge> chains) {
        ChainInspector inspector =
                new ChainInspector(shared.value().pool(), policy.rules(), known.value());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(chains, 0), false)
                .map(chain -> row(chain, inspector))
                .map(RecordCodec.of(ChainRow.class)::toRow)
                .iterator();
    }

    private ChainRow row(ChainToJudge chain, ChainInspector inspector) {
        List<TrustStore> ofTheTime =
                stores.value().stream().map(store -> store.stores().at(chain.time())).toList();
        return inspector.inspect(
                new ChainInspector.Sent(
                        chain.sender(),
                        chain.chain(),
                        chain.certificates(shared.value()),
                        chain.time(),
                        chain.lastTime(),
                        chain.connections()),
                ofTheTime);
    }
}
