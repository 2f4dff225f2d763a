package org.tlscensus.jobs.generate.truth;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Queries and answers that a site's captures have, by UDP. For one thread. */
public final class NameSightings {
    private final String site;
    private final Map<Answer, Seen> names =
            new TreeMap<>(
                    Comparator.comparing(Answer::name)
                            .thenComparing(answer -> answer.chain().toString())
                            .thenComparing(Answer::address));
    private final Map<Day, Counts> days =
            new TreeMap<>(Comparator.comparing(Day::date).thenComparing(Day::type));

    private record Answer(String name, List<String> chain, String address) {}

    private record Day(LocalDate date, String type) {}

    private static final class Seen {
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private long answers;
    }

    private static final class Counts {
        private final Set<String> clients = new HashSet<>();
        private long queries;
        private long answers;
        private long withRecords;
        private long nxdomain;
    }

    NameSightings(String site) {
        this.site = site;
    }

    /** A client asked for records of a type. */
    public void query(long micros, String client, String type) {
        counts(micros, client, type).queries++;
    }

    /** It was told that there is no such name. */
    public void nxdomain(long micros, String client, String type) {
        Counts counts = counts(micros, client, type);
        counts.answers++;
        counts.nxdomain++;
    }

    /**
     * It was answered.
     *
     * @param address null: the name has none of the type
     */
    public void answer(
            long micros,
            String client,
            String type,
            String name,
            List<String> chain,
            String address) {
        Counts counts = counts(micros, client, type);
        counts.answers++;
        if (address == null) {
            return;
        }
        counts.withRecords++;
        Seen seen = names.computeIfAbsent(new Answer(name, chain, address), any -> new Seen());
        seen.first = Math.min(seen.first, micros);
        seen.last = Math.max(seen.last, micros);
        seen.answers++;
    }

    private Counts counts(long micros, String client, String type) {
        LocalDate date = LocalDate.ofInstant(Moments.of(micros), ZoneOffset.UTC);
        Counts counts = days.computeIfAbsent(new Day(date, type), any -> new Counts());
        counts.clients.add(client);
        return counts;
    }

    /** Rows of names, in order. */
    public List<TrueName> names() {
        return names.entrySet().stream()
                .map(
                        entry ->
                                new TrueName(
                                        entry.getKey().name(),
                                        entry.getKey().chain(),
                                        entry.getKey().address(),
                                        Moments.of(entry.getValue().first),
                                        Moments.of(entry.getValue().last),
                                        entry.getValue().answers,
                                        site))
                .toList();
    }

    /** Rows of queries, in order. */
    public List<TrueNameQuery> queries() {
        return days.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
    }

    private TrueNameQuery row(Day day, Counts counts) {
        return new TrueNameQuery(
                day.date(),
                "udp",
                day.type(),
                null,
                counts.queries,
                counts.answers,
                counts.withRecords,
                counts.nxdomain,
                0,
                counts.clients.size(),
                site);
    }
}
