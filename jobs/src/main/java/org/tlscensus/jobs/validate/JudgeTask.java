package org.tlscensus.jobs.validate;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.tlscensus.core.row.CertificateValidityRow;
import org.tlscensus.core.x509.ChainJudge;

/**
 * Judges the chains of a partition against all stores, with one judge, which remembers certificates
 * and signatures.
 */
final class JudgeTask implements FlatMapFunction<Iterator<ChainToJudge>, CertificateValidityRow> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<SharedCertificates> shared;
    private final Broadcast<List<NamedStores>> stores;
    private final Policy policy;
    private final LongAccumulator judged;

    JudgeTask(
            Broadcast<SharedCertificates> shared,
            Broadcast<List<NamedStores>> stores,
            Policy policy,
            LongAccumulator judged) {
        this.shared = shared;
        this.stores = stores;
        this.policy = policy;
        this.judged = judged;
    }

    @Override
    public Iterator<CertificateValidityRow> call(Iterator<ChainToJudge> chains) {
        ChainJudge judge = new ChainJudge(shared.value().pool(), policy.rules());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(chains, 0), false)
                .flatMap(chain -> rows(chain, judge))
                .iterator();
    }

    private Stream<CertificateValidityRow> rows(ChainToJudge chain, ChainJudge judge) {
        judged.add(1);
        List<byte[]> certificates = chain.certificates(shared.value());
        Instant time = chain.seen().first();
        return stores.value().stream()
                .map(
                        store ->
                                judge.judge(
                                                certificates,
                                                time,
                                                store.stores().at(time),
                                                chain.sender())
                                        .row(
                                                chain.sent().chain(),
                                                chain.sender(),
                                                time,
                                                store.name(),
                                                policy.word()));
    }
}
