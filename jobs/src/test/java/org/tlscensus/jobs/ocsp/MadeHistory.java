package org.tlscensus.jobs.ocsp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.CrlRow;
import org.tlscensus.core.row.ExchangePart;
import org.tlscensus.core.row.ExchangeRow;
import org.tlscensus.core.row.LookupPart;
import org.tlscensus.core.row.NameAnswer;

/**
 * The laboratory's two minutes again and again over some hours, at several sites: what happened, in
 * order, and how an archive that grows by steps would hand it out. Some certificates and aliases
 * turn up late, and what is near the end of a step comes again in the next.
 */
final class MadeHistory {
    /** Something that happened, and what it is a record of when nothing is left to come. */
    private record Event(String site, long nanos, Record record) {}

    private final List<Event> events = new ArrayList<>();
    private final Map<String, Integer> sightedFrom = new HashMap<>(); // step by certificate
    private final List<CertificateSighting> certificates;
    private final Random random;
    private final long first;
    private final long nanos;

    MadeHistory(LaboratoryRows lab, List<String> sites, Duration length, int turns, long seed) {
        random = new Random(seed);
        certificates = lab.certificates();
        first = lab.lastNanos() - Duration.ofMinutes(2).toNanos();
        nanos = length.toNanos();
        for (String site : sites) {
            for (int turn = 0; turn < turns; turn++) {
                long shift = (long) (random.nextDouble() * nanos);
                add(lab, site, site + turn + "-", shift, 1 + random.nextInt(3));
            }
        }
    }

    private void add(LaboratoryRows lab, String site, String id, long shift, int client) {
        boolean isMoved = shift > nanos / 2;
        for (SitedExchange each : lab.exchanges()) {
            ExchangePart part = shifted(each.exchange(), id, shift, client);
            long time = 1000 * LaboratoryRows.micros(TrackedExchange.timeOf(part.row()));
            events.add(new Event(site, time, new SitedExchange(site, false, part)));
            events.add(new Event(site, time, new SitedCrl(site, false, list(part.row()), null)));
        }
        for (CertificateArrival each : lab.arrivals()) {
            CertificateArrival arrival =
                    new CertificateArrival(
                            site,
                            false,
                            each.clientAddress() + client,
                            each.timeMicros() + shift / 1000,
                            id + each.connectionId(),
                            each.chain());
            events.add(new Event(site, arrival.timeMicros() * 1000, arrival));
        }
        for (SitedLookup each : lab.lookups()) {
            LookupPart lookup = shifted(each.lookup(), id, shift, client, isMoved);
            events.add(new Event(site, lookup.timeNanos(), new SitedLookup(site, false, lookup)));
        }
    }

    /** A download at the time of an exchange. */
    private static CrlRow list(ExchangeRow row) {
        return new CrlRow(
                row.exchangeId() + "-" + row.serialNumber() + row.position(),
                row.connectionId(),
                row.clientAddress(),
                row.clientPort(),
                row.serverAddress(),
                row.serverPort(),
                row.host(),
                "http://" + row.host() + "/list.crl",
                null,
                row.requestTime(),
                null,
                row.responseTime(),
                null,
                null,
                null,
                200,
                1L,
                null,
                null,
                null,
                "CN=X",
                row.thisUpdate(),
                null,
                null,
                false,
                null,
                1L,
                null);
    }

    private static LookupPart shifted(
            LookupPart part, String id, long shift, int client, boolean isMoved) {
        List<NameAnswer> answers =
                part.answers().stream()
                        .map(
                                answer ->
                                        isMoved
                                                ? new NameAnswer(
                                                        List.of("x.phicdn.net"), answer.address())
                                                : answer)
                        .toList();
        return new LookupPart(
                part.isAnswer(),
                part.transport(),
                part.clientAddress() + client,
                id + part.exchange(),
                part.name(),
                part.type(),
                part.timeNanos() + shift,
                part.responseCode(),
                part.hasRecords(),
                answers);
    }

    private static ExchangePart shifted(ExchangePart part, String id, long shift, int client) {
        Set<String> ids = Set.of("exchangeId", "connectionId");
        Set<String> times =
                Set.of(
                        "connectionStartTime",
                        "requestTime",
                        "requestEndTime",
                        "responseTime",
                        "responseEndTime");
        ExchangeRow row =
                ChangedRecord.of(
                        part.row(),
                        (name, value) -> {
                            if (ids.contains(name)) {
                                return id + value;
                            } else if (name.equals("clientAddress")) {
                                return value + "" + client;
                            } else if (times.contains(name) && value != null) {
                                return ((Instant) value).plusNanos(shift);
                            }
                            return value;
                        });
        return new ExchangePart(row, row.clientAddress(), part.ordinal(), part.response());
    }

    /** Holds back certificates that did not come in a handshake until some later step. */
    void holdBack(int steps) {
        Set<String> arriving = new HashSet<>();
        for (Event event : events) {
            if (event.record() instanceof CertificateArrival arrival) {
                arriving.add(arrival.chain().get(0));
            }
        }
        for (CertificateSighting certificate : certificates) {
            boolean isLate = !arriving.contains(certificate.sha256());
            sightedFrom.put(certificate.sha256(), isLate ? random.nextInt(steps) : 0);
        }
    }

    /** All that happened, as so many ingests would read it one after the other. */
    List<MadeTables.Step> steps(int count) {
        List<MadeTables.Step> steps = new ArrayList<>();
        Map<Event, Boolean> again = new HashMap<>();
        for (int step = 0; step < count; step++) {
            long from = first + (nanos + Duration.ofMinutes(5).toNanos()) / count * step;
            long to = first + (nanos + Duration.ofMinutes(5).toNanos()) / count * (step + 1);
            boolean isLast = step == count - 1;
            List<Event> now = new ArrayList<>(again.keySet());
            for (Event event : events) {
                boolean isIn = event.nanos() >= from || step == 0;
                if (isIn && (event.nanos() < to || isLast)) {
                    now.add(event);
                }
            }
            again.clear();
            for (Event event : now) {
                // What is open at the end: often what is near, sometimes what is far away.
                boolean isNear = to - event.nanos() < Duration.ofMinutes(4).toNanos();
                if (!isLast && isOpen(event, step, isNear ? 50 : 2)) {
                    again.put(event, true);
                }
            }
            steps.add(step(now, again.keySet(), step, to));
        }
        return steps;
    }

    /** Whether something is open, which rows of an exchange are together. */
    private static boolean isOpen(Event event, int step, int percent) {
        String id =
                event.record() instanceof SitedExchange sited
                        ? sited.exchange().row().exchangeId()
                        : event.record().toString();
        return Long.remainderUnsigned(KeyHash.of(id, String.valueOf(step)), 100) < percent;
    }

    private MadeTables.Step step(List<Event> now, Set<Event> again, int step, long end) {
        MadeTables.Step made =
                new MadeTables.Step(
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new TreeMap<>());
        for (Event event : now) {
            boolean isProvisional = again.contains(event);
            if (event.record() instanceof SitedExchange sited) {
                made.exchanges()
                        .add(new SitedExchange(sited.site(), isProvisional, sited.exchange()));
            } else if (event.record() instanceof SitedCrl sited) {
                made.crls().add(new SitedCrl(sited.site(), isProvisional, sited.row(), null));
            } else if (event.record() instanceof SitedLookup sited) {
                made.lookups().add(new SitedLookup(sited.site(), isProvisional, sited.lookup()));
            } else {
                made.arrivals()
                        .add(
                                ChangedRecord.of(
                                        (CertificateArrival) event.record(),
                                        (name, value) ->
                                                name.equals("isProvisional")
                                                        ? isProvisional
                                                        : value));
            }
        }
        for (Event event : events) {
            made.lastNanos().put(event.site(), end);
        }
        for (CertificateSighting certificate : certificates) {
            int from = sightedFrom.getOrDefault(certificate.sha256(), 0);
            if (step == from || step > from && random.nextInt(4) == 0) {
                made.certificates().add(certificate);
            }
        }
        return made;
    }

    /** All that happened, as one ingest reads it. */
    MadeTables.Step atOnce() {
        MadeTables.Step all = steps(1).get(0);
        return new MadeTables.Step(
                all.exchanges(),
                all.crls(),
                all.lookups(),
                all.arrivals(),
                certificates,
                all.lastNanos());
    }
}
