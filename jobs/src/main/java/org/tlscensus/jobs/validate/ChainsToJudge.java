package org.tlscensus.jobs.validate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.tlscensus.jobs.frame.Lookup;
import org.tlscensus.jobs.schema.Table;
import scala.Tuple2;

/**
 * The chains of an archive with their certificates. Leaves are looked up, since they are as many as
 * chains; what stands above them is little and the same in many chains, so that all executors get
 * it; what is too much for that is looked up too.
 */
final class ChainsToJudge {
    private final ArchiveTables tables;
    private final int maxSent;
    private final JavaPairRDD<SentChain, Sightings> ofDays;

    /**
     * @param maxSent certificates of a chain that are looked at
     */
    ChainsToJudge(ArchiveTables tables, int maxSent) {
        this.tables = tables;
        this.maxSent = maxSent;
        ofDays =
                tables.rows(Table.CONNECTIONS, ConnectionChains.class)
                        .flatMapToPair(connection -> connection.sent().iterator())
                        .reduceByKey(Sightings::and);
    }

    /** Each chain that was sent, once a side and day. */
    JavaPairRDD<SentChain, Sightings> ofDays() {
        return ofDays;
    }

    /** Each chain that was sent, once a side. */
    JavaPairRDD<SentChain, Sightings> ofAllDays() {
        return ofDays.mapToPair(chain -> new Tuple2<>(chain._1().onAnyDay(), chain._2()))
                .reduceByKey(Sightings::and);
    }

    /**
     * Of each first certificate the longest of its chains, whose side is of no account: its issuer
     * is in it most likely.
     */
    JavaPairRDD<SentChain, Sightings> ofLeaves() {
        return ofDays.mapToPair(chain -> new Tuple2<>(chain._1().leaf(), chain))
                .reduceByKey(
                        (one, other) ->
                                new Tuple2<>(
                                        longer(one._1(), other._1()), one._2().and(other._2())))
                .mapToPair(leaf -> new Tuple2<>(leaf._2()._1().onAnyDay(), leaf._2()._2()));
    }

    private static SentChain longer(SentChain one, SentChain other) {
        int difference = Integer.compare(one.chain().size(), other.chain().size());
        if (difference == 0) {
            difference = one.order().compareTo(other.order()); // the same in every run
        }
        return difference < 0 ? other : one;
    }

    private static Stream<String> aboveLeaf(SentChain chain, int maxSent) {
        return chain.chain().stream().distinct().limit(maxSent).skip(1);
    }

    /** How many chains have a certificate above their leaf. */
    private JavaPairRDD<String, Long> uses() {
        int most = maxSent;
        return ofDays.keys()
                .flatMapToPair(
                        chain -> aboveLeaf(chain, most).map(id -> new Tuple2<>(id, 1L)).iterator())
                .reduceByKey(Long::sum);
    }

    /**
     * The certificates that are shared.
     *
     * @param isCut whether there are CA certificates that are not among them, being too many
     * @param isAll whether no chain has a certificate above its leaf that is not among them
     */
    record Shared(SharedCertificates certificates, boolean isCut, boolean isAll) {}

    /** A certificate that may be shared, and how many chains use it. */
    private record Candidate(String sha256, int bytes, long uses) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private static final class MostUsedFirst implements Comparator<Candidate>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public int compare(Candidate one, Candidate other) {
            int byUses = Long.compare(other.uses(), one.uses());
            return byUses != 0 ? byUses : one.sha256().compareTo(other.sha256());
        }
    }

    /**
     * What stands in most chains comes first: so it is the same in every run. Which ones they are
     * is found out without their bytes, which are much and would be sent about with all leaves'.
     */
    Shared shared(ValidateLimits limits) {
        List<Candidate> found =
                candidates().takeOrdered(limits.maxShared() + 1, new MostUsedFirst());
        List<String> ids = new ArrayList<>();
        long bytes = 0;
        boolean isAll = true;
        Iterator<Candidate> candidates = found.iterator();
        while (candidates.hasNext()
                && ids.size() < limits.maxShared()
                && bytes < limits.maxSharedBytes()) {
            Candidate candidate = candidates.next();
            if (candidate.bytes() > limits.maxCertificateBytes()) {
                isAll = false;
                continue;
            }
            ids.add(candidate.sha256());
            bytes += candidate.bytes();
        }
        boolean isCut = candidates.hasNext() || found.size() > limits.maxShared();
        return new Shared(new SharedCertificates(ids, encodings(ids)), isCut, isAll && !isCut);
    }

    /** CA certificates, and what stands above a leaf. */
    private JavaRDD<Candidate> candidates() {
        return tables.certificates()
                .mapToPair(
                        c ->
                                new Tuple2<>(
                                        c.sha256(),
                                        new Tuple2<>(
                                                c.der().length, Boolean.TRUE.equals(c.isCa()))))
                .leftOuterJoin(uses())
                .filter(c -> c._2()._1()._2() || c._2()._2().isPresent())
                .map(c -> new Candidate(c._1(), c._2()._1()._1(), c._2()._2().orElse(0L)));
    }

    /** The DER of each. */
    private List<byte[]> encodings(List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Broadcast<Set<String>> wanted = tables.context().broadcast(new HashSet<>(ids));
        Map<String, byte[]> byId = new HashMap<>(2 * ids.size());
        tables.encodings()
                .filter(certificate -> wanted.value().contains(certificate._1()))
                .collect()
                .forEach(certificate -> byId.put(certificate._1(), certificate._2()));
        wanted.destroy();
        return ids.stream().map(byId::get).toList();
    }

    /**
     * Chains with their certificates, by leaf.
     *
     * @param certificatesOfAll those of the shared ones
     */
    JavaRDD<ChainToJudge> with(
            JavaPairRDD<SentChain, Sightings> chains,
            Shared shared,
            Broadcast<SharedCertificates> certificatesOfAll,
            int partitions) {
        JavaRDD<ChainToJudge> bare =
                shared.isAll()
                        ? chains.map(c -> new ChainToJudge(c._1(), c._2(), null, Map.of()))
                        : withOthers(chains, certificatesOfAll, partitions);
        return Lookup.of(
                        bare,
                        chain -> chain.sent().leaf(),
                        chain -> chain.sent().order(),
                        tables.encodings(),
                        partitions)
                .map(
                        found ->
                                found.known().isEmpty()
                                        ? found.question()
                                        : found.question().with(found.known().get(0)));
    }

    /** Chains with what stands above their leaves and is not shared. */
    private JavaRDD<ChainToJudge> withOthers(
            JavaPairRDD<SentChain, Sightings> chains,
            Broadcast<SharedCertificates> certificatesOfAll,
            int partitions) {
        int most = maxSent;
        JavaRDD<Other> asked =
                chains.keys()
                        .flatMap(
                                chain ->
                                        aboveLeaf(chain, most)
                                                .filter(
                                                        id ->
                                                                certificatesOfAll
                                                                                .value()
                                                                                .certificate(id)
                                                                        == null)
                                                .map(id -> new Other(chain, id))
                                                .iterator());
        JavaPairRDD<SentChain, Tuple2<String, byte[]>> found =
                Lookup.of(
                                asked,
                                Other::sha256,
                                other -> other.chain().order(),
                                tables.encodings(),
                                partitions)
                        .filter(other -> !other.known().isEmpty())
                        .mapToPair(
                                other ->
                                        new Tuple2<>(
                                                other.question().chain(),
                                                new Tuple2<>(
                                                        other.question().sha256(),
                                                        other.known().get(0))));
        return chains.cogroup(found, partitions)
                .map(
                        chain -> {
                            Map<String, byte[]> others = new HashMap<>();
                            chain._2()._2().forEach(other -> others.put(other._1(), other._2()));
                            Sightings seen = chain._2()._1().iterator().next();
                            return new ChainToJudge(chain._1(), seen, null, others);
                        });
    }

    /** A certificate that a chain has above its leaf. */
    private record Other(SentChain chain, String sha256) implements Serializable {
        private static final long serialVersionUID = 1L;
    }
}
