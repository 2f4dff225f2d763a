package org.tlscensus.jobs.validate;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.tlscensus.core.row.ChainRow;
import org.tlscensus.core.x509.ChainInspector;
import org.tlscensus.core.x509.PublicIssuers;
import org.tlscensus.core.x509.TrustStore;

/** Tells of the chains of a partition what they are, with one inspector. */
final class InspectTask implements FlatMapFunction<Iterator<ChainToJudge>, ChainRow> {
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
    public Iterator<ChainRow> call(Iterator<ChainToJudge> chains) {
        ChainInspector inspector =
                new ChainInspector(shared.value().pool(), policy.rules(), known.value());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(chains, 0), false)
                .map(chain -> row(chain, inspector))
                .iterator();
    }

    private ChainRow row(ChainToJudge chain, ChainInspector inspector) {
        Sightings seen = chain.seen();
        List<TrustStore> ofTheTime =
                stores.value().stream().map(store -> store.stores().at(seen.first())).toList();
        return inspector.inspect(
                new ChainInspector.Sent(
                        chain.sender(),
                        chain.sent().chain(),
                        chain.certificates(shared.value()),
                        seen.first(),
                        seen.last(),
                        seen.connections()),
                ofTheTime);
    }
}
