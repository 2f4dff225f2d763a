package org.tlscensus.jobs.ocsp;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.tlscensus.core.row.NameAnswer;
import org.tlscensus.core.row.ServiceRow;

/**
 * Counts what answers say of names, and tells the delivery networks of hosts by their aliases, name
 * by name. Tallies and lookups of sites that are read on are here only as far as they stay.
 *
 * @param bounds which lookups a later exchange may still need
 */
record HostNetworks(CdnRules rules, SettledTimes bounds) implements Step {
    private static final long serialVersionUID = 1L;

    private static final long NANOS_PER_MICRO = 1000;

    /** What is counted together. */
    private record Key(
            String site,
            boolean isProvisional,
            String name,
            List<String> cnameChain,
            String address,
            ServiceRow service) {
        static Key of(NameTally tally) {
            return new Key(
                    tally.site(),
                    tally.isProvisional(),
                    tally.name(),
                    tally.cnameChain(),
                    tally.address(),
                    tally.service());
        }
    }

    /** A host at an address. */
    private record Place(String host, String address) {
        static Place of(NetworkAsk ask) {
            return new Place(ask.host(), ask.address());
        }

        static Place of(HostNetwork network) {
            return new Place(network.host(), network.address());
        }
    }

    @Override
    public void run(Part part, Consumer<Record> out) {
        Map<Key, NameTally> tallies = tallies(part);
        tallies.values().forEach(out);
        Map<Place, HostNetwork> networks = networks(part, tallies.values());
        networks.values().forEach(out);
        for (NetworkAsk ask : part.of(NetworkAsk.class)) {
            HostNetwork network = networks.get(Place.of(ask));
            if (network.cdn() != null || network.selfHostedCdn() != null) {
                out.accept(Label.network(ask.exchangeId(), ask.ordinal(), network));
            }
        }
        relabel(part, networks, out);
        keepLookups(part, networks.keySet(), out);
    }

    private static Map<Key, NameTally> tallies(Part part) {
        Map<Key, NameTally> tallies = new HashMap<>();
        for (NameTally tally : part.of(NameTally.class)) {
            tallies.merge(Key.of(tally), tally, NameTally::and);
        }
        for (SitedLookup sited : part.of(SitedLookup.class)) {
            for (NameAnswer answer : sited.lookup().answers()) {
                long micros = sited.lookup().timeNanos() / NANOS_PER_MICRO;
                NameTally one =
                        new NameTally(
                                sited.site(),
                                sited.isProvisional(),
                                sited.lookup().name(),
                                answer.cnameChain(),
                                answer.address(),
                                answer.service(),
                                micros,
                                micros,
                                1);
                tallies.merge(Key.of(one), one, NameTally::and);
            }
        }
        return tallies;
    }

    private Map<Place, HostNetwork> networks(Part part, Iterable<NameTally> tallies) {
        Set<Place> places = new HashSet<>();
        part.of(HostNetwork.class).forEach(network -> places.add(Place.of(network)));
        part.of(NetworkAsk.class).forEach(ask -> places.add(Place.of(ask)));
        Map<String, Map<Place, NameTally>> best = new HashMap<>();
        places.forEach(
                place ->
                        best.computeIfAbsent(place.host(), host -> new HashMap<>())
                                .put(place, null));
        for (NameTally tally : tallies) {
            Map<Place, NameTally> ofHost = best.get(tally.name());
            if (ofHost != null && tally.service() == null) {
                ofHost.replaceAll((place, other) -> better(place, other, tally));
            }
        }
        Map<Place, HostNetwork> networks = new HashMap<>();
        best.values()
                .forEach(
                        ofHost ->
                                ofHost.forEach(
                                        (place, tally) ->
                                                networks.put(place, network(place, tally))));
        return networks;
    }

    /** Of two the one that leads to the address, then the later, then the last by its aliases. */
    private static NameTally better(Place place, NameTally one, NameTally other) {
        Comparator<NameTally> order =
                Comparator.comparing(
                                (NameTally tally) ->
                                        Objects.equals(tally.address(), place.address()))
                        .thenComparingLong(NameTally::lastMicros)
                        .thenComparing(HostNetworks::aliases, TextOrder.BY_CODE_POINT);
        return one == null || order.compare(other, one) > 0 ? other : one;
    }

    private static String aliases(NameTally tally) {
        return String.join(" ", tally.cnameChain());
    }

    private HostNetwork network(Place place, NameTally tally) {
        List<String> aliases = tally == null ? List.of() : tally.cnameChain();
        CdnRules.Network network = rules.network(place.host(), aliases, place.address());
        String label = network == null ? null : network.label();
        boolean isOwn = network != null && !network.isThirdParty();
        return new HostNetwork(
                place.host(), place.address(), isOwn ? null : label, isOwn ? label : null);
    }

    /** Only a network that has another label than before changes what was said. */
    private static void relabel(Part part, Map<Place, HostNetwork> networks, Consumer<Record> out) {
        for (HostNetwork before : part.of(HostNetwork.class)) {
            HostNetwork now = networks.get(Place.of(before));
            if (!now.equals(before)) {
                out.accept(new HostMove(now));
            }
        }
    }

    private void keepLookups(Part part, Set<Place> places, Consumer<Record> out) {
        Set<String> hosts = new HashSet<>();
        places.forEach(place -> hosts.add(place.host()));
        part.of(SitedLookup.class).forEach(sited -> keep(KeptLookup.of(sited), hosts, out));
        part.of(KeptLookup.class).forEach(lookup -> keep(lookup, hosts, out));
    }

    private void keep(KeptLookup lookup, Set<String> hosts, Consumer<Record> out) {
        if (lookup.isOfAddresses() && bounds.isKept(lookup, hosts.contains(lookup.name()))) {
            out.accept(lookup);
        }
    }
}
