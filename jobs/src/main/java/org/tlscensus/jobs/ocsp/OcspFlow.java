package org.tlscensus.jobs.ocsp;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.jobs.schema.NameQueryRow;

/**
 * The way from what an ingest read to the files of the tables {@code ocsp}, {@code crls}, {@code
 * names} and {@code name_queries}, and to what is kept: the same for one task and for many.
 *
 * @param sitesReadOn sites with new packets, whose provisional records came again
 * @param before what was settled when the last ingest ended
 * @param now what is settled when this one ends
 * @param notices partitions whose rows are all to be looked at
 */
record OcspFlow(
        Archive archive,
        OcspState state,
        OcspLists lists,
        Set<String> sitesReadOn,
        SettledTimes before,
        SettledTimes now,
        List<Record> notices,
        Staging staging) {

    /** What was written: records of {@link FileMade}. */
    RecordSet files() {
        RecordSet fresh = archive.fresh();
        RecordSet exchanges = exchanges(fresh);
        RecordSet rows = exchanges.only(TrackedExchange.class);
        RecordSet news = news(fresh);
        RecordSet issued = issued(rows, news);
        RecordSet arrivals = arrivals(fresh);
        RecordSet lookups = stayingLookups();
        RecordSet signatures = signatures(rows, news);
        RecordSet names = names(fresh, rows, lookups);
        RecordSet queries = queries(fresh);
        RecordSet crls = crls(fresh).inParts(new CrlFiles(staging));
        RecordSet labels =
                issued.only(Label.class)
                        .and(ties(rows, arrivals, issued))
                        .and(latencies(fresh, rows, lookups))
                        .and(signatures.only(Label.class))
                        .and(names.only(Label.class));
        RecordSet labelled =
                rows.and(labels)
                        .grouped(Keys::exchange, new LabelledExchanges(lists.clients(), before));
        RecordSet partitions =
                labelled.and(exchanges.only(StoredExchange.class))
                        .and(issued.only(Relabelling.class))
                        .and(signatures.only(Relabelling.class))
                        .and(moved(names))
                        .and(archive.of(notices))
                        .grouped(
                                Keys::partition,
                                new PartitionFiles(
                                        state.partitions(), lists.clients(), now, staging));
        return partitions
                .only(FileMade.class)
                .and(names.only(NameTally.class).inParts(new NamesFile(staging)))
                .and(queries.only(NameQueryRow.class).grouped(Keys::day, new QueriesFile(staging)))
                .and(kept(partitions, arrivals, names, news))
                .and(kept(StateKind.QUERIES, queries))
                .and(crls.only(FileMade.class))
                .and(kept(StateKind.CRLS, crls));
    }

    /** Rows that are new or may change, and which exchanges stand in files. */
    private RecordSet exchanges(RecordSet fresh) {
        RecordSet.EachOf<SitedExchange> track =
                (sited, out) ->
                        out.accept(
                                new TrackedExchange(
                                        sited.site(),
                                        sited.isProvisional(),
                                        true,
                                        sited.exchange(),
                                        null));
        return fresh.each(SitedExchange.class, track)
                .and(archive.kept(StateKind.EXCHANGES))
                .grouped(Keys::exchange, new ReturnedExchanges(sitesReadOn));
    }

    /** Certificates that the archive did not have. */
    private RecordSet news(RecordSet fresh) {
        RecordSet sightings = fresh.only(CertificateSighting.class);
        return sightings
                .and(archive.kept(StateKind.CERTIFICATES, 1, sightings, Keys::sha256))
                .grouped(Keys::sha256, new NewCertificates());
    }

    private RecordSet issued(RecordSet rows, RecordSet news) {
        RecordSet.EachOf<TrackedExchange> ask =
                (exchange, out) -> {
                    if (exchange.row().serialNumber() != null) {
                        out.accept(CertificateAsk.of(exchange));
                    }
                };
        RecordSet.EachOf<KnownCertificate> numbered =
                (certificate, out) -> {
                    if (certificate.serialNumber() != null) {
                        out.accept(certificate);
                    }
                };
        RecordSet asks = rows.each(TrackedExchange.class, ask);
        RecordSet certificates = news.each(KnownCertificate.class, numbered);
        RecordSet wanted = asks.and(certificates);
        return wanted.and(archive.kept(StateKind.CERTIFICATES, 0, wanted, Keys::serial))
                .and(archive.kept(StateKind.SERIALS, 0, certificates, Keys::serial))
                .grouped(Keys::serial, new IssuedCertificates());
    }

    private RecordSet arrivals(RecordSet fresh) {
        Set<String> readOn = sitesReadOn;
        RecordSet.EachOf<CertificateArrival> stay =
                (arrival, out) -> {
                    if (!arrival.isProvisional() || !readOn.contains(arrival.site())) {
                        out.accept(arrival);
                    }
                };
        return fresh.only(CertificateArrival.class)
                .and(archive.kept(StateKind.ARRIVALS).each(CertificateArrival.class, stay));
    }

    private RecordSet ties(RecordSet rows, RecordSet arrivals, RecordSet issued) {
        SettledTimes settled = before;
        RecordSet.EachOf<CertificateArrival> split =
                (arrival, out) ->
                        arrival.chain().stream()
                                .distinct()
                                .forEach(
                                        sha256 ->
                                                out.accept(
                                                        new ArrivedCertificate(
                                                                sha256,
                                                                arrival.site(),
                                                                arrival.clientAddress(),
                                                                arrival.timeMicros(),
                                                                arrival.connectionId())));
        RecordSet.EachOf<TrackedExchange> ask =
                (exchange, out) -> handshakeEvent(exchange, settled, out);
        return arrivals.each(CertificateArrival.class, split)
                .and(issued.only(WantedCertificate.class))
                .grouped(Keys::sha256, new ArrivalEvents())
                .and(rows.each(TrackedExchange.class, ask))
                .grouped(Keys::handshake, new HandshakeTies());
    }

    private static void handshakeEvent(
            TrackedExchange exchange, SettledTimes settled, Consumer<Record> out) {
        boolean isAsked =
                exchange.isByHttp()
                        && exchange.row().responderUri() != null
                        && exchange.row().hashAlgorithm() != null
                        && exchange.row().issuerNameHash() != null
                        && exchange.row().serialNumber() != null;
        if (isAsked) {
            boolean isSettled =
                    exchange.labels() != null
                            && settled.isSettled(exchange.site(), exchange.timeMicros());
            out.accept(
                    new HandshakeEvent(
                            exchange.site(),
                            exchange.exchange().client(),
                            exchange.row().responderUri(),
                            exchange.row().hashAlgorithm(),
                            exchange.row().issuerNameHash(),
                            exchange.row().serialNumber(),
                            exchange.timeMicros(),
                            HandshakeEvent.EXCHANGE,
                            exchange.id(),
                            exchange.ordinal(),
                            isSettled,
                            isSettled ? exchange.labels().tlsConnectionId() : null));
        }
    }

    private RecordSet stayingLookups() {
        Set<String> readOn = sitesReadOn;
        RecordSet.EachOf<KeptLookup> stay =
                (lookup, out) -> {
                    if (!lookup.isProvisional() || !readOn.contains(lookup.site())) {
                        out.accept(lookup);
                    }
                };
        return archive.kept(StateKind.LOOKUPS).each(KeptLookup.class, stay);
    }

    private RecordSet latencies(RecordSet fresh, RecordSet rows, RecordSet lookups) {
        RecordSet.EachOf<SitedLookup> read =
                (sited, out) -> {
                    KeptLookup lookup = KeptLookup.of(sited);
                    if (lookup.isOfAddresses()) {
                        out.accept(event(lookup));
                    }
                };
        RecordSet.EachOf<KeptLookup> kept = (lookup, out) -> out.accept(event(lookup));
        RecordSet.EachOf<TrackedExchange> connect = OcspFlow::connectionEvent;
        return rows.each(TrackedExchange.class, connect)
                .and(fresh.each(SitedLookup.class, read))
                .and(lookups.each(KeptLookup.class, kept))
                .grouped(Keys::lookup, new HostLookups());
    }

    private static LookupEvent event(KeptLookup lookup) {
        return new LookupEvent(
                lookup.site(),
                lookup.clientAddress(),
                lookup.name(),
                lookup.timeNanos(),
                lookup.isAnswer() ? LookupEvent.ANSWER : LookupEvent.QUERY,
                lookup.exchange() + " " + lookup.type());
    }

    private static void connectionEvent(TrackedExchange exchange, Consumer<Record> out) {
        boolean isFirst =
                exchange.ordinal() == 0 && Boolean.FALSE.equals(exchange.row().connectionReused());
        if (isFirst
                && exchange.row().connectionStartTime() != null
                && exchange.hostName() != null) {
            out.accept(
                    new LookupEvent(
                            exchange.site(),
                            exchange.exchange().client(),
                            exchange.hostName(),
                            TrackedExchange.micros(exchange.row().connectionStartTime()) * 1000,
                            LookupEvent.CONNECTION,
                            exchange.id()));
        }
    }

    private RecordSet signatures(RecordSet rows, RecordSet news) {
        RecordSet.EachOf<TrackedExchange> ask =
                (exchange, out) -> {
                    boolean isChecked =
                            !exchange.isFresh() && exchange.labels().signatureValid() != null;
                    if (exchange.isToVerify() && !isChecked) {
                        out.accept(SignatureAsk.of(exchange));
                    }
                };
        RecordSet asks = rows.each(TrackedExchange.class, ask);
        RecordSet issuers = news.only(KnownIssuer.class);
        RecordSet wanted = asks.and(issuers);
        return wanted.and(archive.kept(StateKind.ISSUERS, 0, wanted, Keys::issuer))
                .and(archive.kept(StateKind.PENDING, 0, issuers, Keys::issuer))
                .grouped(Keys::issuer, new ResponseSignatures());
    }

    private RecordSet names(RecordSet fresh, RecordSet rows, RecordSet lookups) {
        Set<String> readOn = sitesReadOn;
        RecordSet.EachOf<NameTally> stay =
                (tally, out) -> {
                    if (!tally.isProvisional() || !readOn.contains(tally.site())) {
                        out.accept(tally);
                    }
                };
        RecordSet.EachOf<TrackedExchange> ask =
                (exchange, out) -> {
                    if (exchange.hostName() != null) {
                        out.accept(
                                new NetworkAsk(
                                        exchange.id(),
                                        exchange.ordinal(),
                                        exchange.hostName(),
                                        exchange.row().serverAddress()));
                    }
                };
        return fresh.only(SitedLookup.class)
                .and(lookups)
                .and(archive.kept(StateKind.NAMES).each(NameTally.class, stay))
                .and(archive.kept(StateKind.NETWORKS))
                .and(rows.each(TrackedExchange.class, ask))
                .grouped(Keys::name, new HostNetworks(lists.cdns(), now));
    }

    private RecordSet crls(RecordSet fresh) {
        Set<String> readOn = sitesReadOn;
        RecordSet.EachOf<SitedCrl> stay =
                (crl, out) -> {
                    if (!readOn.contains(crl.site())) {
                        out.accept(crl);
                    }
                };
        return fresh.only(SitedCrl.class)
                .and(archive.kept(StateKind.CRLS).each(SitedCrl.class, stay));
    }

    private RecordSet queries(RecordSet fresh) {
        Set<String> readOn = sitesReadOn;
        RecordSet.EachOf<QueryTally> stay =
                (tally, out) -> {
                    if (!tally.isProvisional() || !readOn.contains(tally.counts().site())) {
                        out.accept(tally);
                    }
                };
        return fresh.only(SitedLookup.class)
                .and(archive.kept(StateKind.QUERIES).each(QueryTally.class, stay))
                .grouped(Keys::client, new QueryCounts(now));
    }

    private RecordSet moved(RecordSet names) {
        RecordSet moves = names.only(HostMove.class);
        return moves.and(archive.kept(StateKind.HOSTS, 0, moves, Keys::place))
                .grouped(Keys::place, new MovedHosts());
    }

    private RecordSet kept(
            RecordSet partitions, RecordSet arrivals, RecordSet names, RecordSet news) {
        SettledTimes settled = now;
        RecordSet.EachOf<CertificateArrival> recent =
                (arrival, out) -> {
                    if (settled.isKept(arrival)) {
                        out.accept(arrival);
                    }
                };
        RecordSet.EachOf<KnownCertificate> certificate = (known, out) -> out.accept(known.kept());
        RecordSet.EachOf<KnownIssuer> issuer = (known, out) -> out.accept(known.kept());
        return kept(StateKind.EXCHANGES, partitions)
                .and(kept(StateKind.ARRIVALS, arrivals.each(CertificateArrival.class, recent)))
                .and(kept(StateKind.LOOKUPS, names))
                .and(kept(StateKind.NAMES, names))
                .and(kept(StateKind.NETWORKS, names))
                .and(kept(StateKind.CERTIFICATES, news.each(KnownCertificate.class, certificate)))
                .and(kept(StateKind.ISSUERS, news.each(KnownIssuer.class, issuer)))
                .and(kept(StateKind.SERIALS, partitions))
                .and(kept(StateKind.HOSTS, partitions))
                .and(kept(StateKind.PENDING, partitions));
    }

    private RecordSet kept(StateKind kind, RecordSet records) {
        RecordSet all = records.only(kind.type());
        return (kind.isIndex() ? all.and(archive.merged(kind)) : all)
                .inParts(new KeptRecords(kind, staging));
    }
}
