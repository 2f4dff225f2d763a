package org.tlscensus.jobs.ocsp;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.tlscensus.core.row.CertificateSighting;

/**
 * The way from what an ingest read to the files of the tables {@code ocsp} and {@code names}, and
 * to what is kept: the same for one task and for many.
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
    Bag files() {
        Bag fresh = archive.fresh();
        Bag exchanges = exchanges(fresh);
        Bag rows = exchanges.only(TrackedExchange.class);
        Bag news = news(fresh);
        Bag issued = issued(rows, news);
        Bag arrivals = arrivals(fresh);
        Bag lookups = stayingLookups();
        Bag signatures = signatures(rows, news);
        Bag names = names(fresh, rows, lookups);
        Bag labels =
                issued.only(Label.class)
                        .and(ties(rows, arrivals, issued))
                        .and(latencies(fresh, rows, lookups))
                        .and(signatures.only(Label.class))
                        .and(names.only(Label.class));
        Bag labelled =
                rows.and(labels)
                        .grouped(Keys::exchange, new LabelledExchanges(lists.clients(), before));
        Bag partitions =
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
                .and(kept(partitions, arrivals, names, news));
    }

    /** Rows that are new or may change, and which exchanges stand in files. */
    private Bag exchanges(Bag fresh) {
        Bag.EachOf<SitedExchange> track =
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
    private Bag news(Bag fresh) {
        Bag sightings = fresh.only(CertificateSighting.class);
        return sightings
                .and(archive.kept(StateKind.CERTIFICATES, 1, sightings, Keys::sha256))
                .grouped(Keys::sha256, new NewCertificates());
    }

    private Bag issued(Bag rows, Bag news) {
        Bag.EachOf<TrackedExchange> ask =
                (exchange, out) -> {
                    if (exchange.row().serialNumber() != null) {
                        out.accept(CertificateAsk.of(exchange));
                    }
                };
        Bag.EachOf<KnownCertificate> numbered =
                (certificate, out) -> {
                    if (certificate.serialNumber() != null) {
                        out.accept(certificate);
                    }
                };
        Bag asks = rows.each(TrackedExchange.class, ask);
        Bag certificates = news.each(KnownCertificate.class, numbered);
        Bag wanted = asks.and(certificates);
        return wanted.and(archive.kept(StateKind.CERTIFICATES, 0, wanted, Keys::serial))
                .and(archive.kept(StateKind.SERIALS, 0, certificates, Keys::serial))
                .grouped(Keys::serial, new IssuedCertificates());
    }

    private Bag arrivals(Bag fresh) {
        Set<String> readOn = sitesReadOn;
        Bag.EachOf<CertificateArrival> stay =
                (arrival, out) -> {
                    if (!arrival.isProvisional() || !readOn.contains(arrival.site())) {
                        out.accept(arrival);
                    }
                };
        return fresh.only(CertificateArrival.class)
                .and(archive.kept(StateKind.ARRIVALS).each(CertificateArrival.class, stay));
    }

    private Bag ties(Bag rows, Bag arrivals, Bag issued) {
        SettledTimes settled = before;
        Bag.EachOf<CertificateArrival> split =
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
        Bag.EachOf<TrackedExchange> ask = (exchange, out) -> handshakeEvent(exchange, settled, out);
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
                            exchange.row().clientAddress(),
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

    private Bag stayingLookups() {
        Set<String> readOn = sitesReadOn;
        Bag.EachOf<KeptLookup> stay =
                (lookup, out) -> {
                    if (!lookup.isProvisional() || !readOn.contains(lookup.site())) {
                        out.accept(lookup);
                    }
                };
        return archive.kept(StateKind.LOOKUPS).each(KeptLookup.class, stay);
    }

    private Bag latencies(Bag fresh, Bag rows, Bag lookups) {
        Bag.EachOf<SitedLookup> read = (sited, out) -> out.accept(event(KeptLookup.of(sited)));
        Bag.EachOf<KeptLookup> kept = (lookup, out) -> out.accept(event(lookup));
        Bag.EachOf<TrackedExchange> connect = OcspFlow::connectionEvent;
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
                            exchange.row().clientAddress(),
                            exchange.hostName(),
                            TrackedExchange.micros(exchange.row().connectionStartTime()) * 1000,
                            LookupEvent.CONNECTION,
                            exchange.id()));
        }
    }

    private Bag signatures(Bag rows, Bag news) {
        Bag.EachOf<TrackedExchange> ask =
                (exchange, out) -> {
                    boolean isChecked =
                            !exchange.isFresh() && exchange.labels().signatureValid() != null;
                    if (exchange.isToVerify() && !isChecked) {
                        out.accept(SignatureAsk.of(exchange));
                    }
                };
        Bag asks = rows.each(TrackedExchange.class, ask);
        Bag issuers = news.only(KnownIssuer.class);
        Bag wanted = asks.and(issuers);
        return wanted.and(archive.kept(StateKind.ISSUERS, 0, wanted, Keys::issuer))
                .and(archive.kept(StateKind.PENDING, 0, issuers, Keys::issuer))
                .grouped(Keys::issuer, new ResponseSignatures());
    }

    private Bag names(Bag fresh, Bag rows, Bag lookups) {
        Set<String> readOn = sitesReadOn;
        Bag.EachOf<NameTally> stay =
                (tally, out) -> {
                    if (!tally.isProvisional() || !readOn.contains(tally.site())) {
                        out.accept(tally);
                    }
                };
        Bag.EachOf<TrackedExchange> ask =
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

    private Bag moved(Bag names) {
        Bag moves = names.only(HostMove.class);
        return moves.and(archive.kept(StateKind.HOSTS, 0, moves, Keys::place))
                .grouped(Keys::place, new MovedHosts());
    }

    private Bag kept(Bag partitions, Bag arrivals, Bag names, Bag news) {
        SettledTimes settled = now;
        Bag.EachOf<CertificateArrival> recent =
                (arrival, out) -> {
                    if (settled.isKept(arrival)) {
                        out.accept(arrival);
                    }
                };
        Bag.EachOf<KnownCertificate> certificate = (known, out) -> out.accept(known.kept());
        Bag.EachOf<KnownIssuer> issuer = (known, out) -> out.accept(known.kept());
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

    private Bag kept(StateKind kind, Bag records) {
        Bag all = records.only(kind.type());
        return (kind.isIndex() ? all.and(archive.merged(kind)) : all)
                .inParts(new KeptRecords(kind, staging));
    }
}
