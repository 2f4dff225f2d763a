package org.tlscensus.jobs.ocsp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds the partitions with rows of hosts that have another network than was said before. */
final class MovedHosts implements Step {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(Part part, Consumer<Record> out) {
        Map<List<String>, HostNetwork> moved = new HashMap<>();
        for (HostMove move : part.of(HostMove.class)) {
            moved.put(List.of(move.network().host(), move.network().address()), move.network());
        }
        for (PartitionHost host : new HashSet<>(part.of(PartitionHost.class))) {
            HostNetwork network = moved.get(List.of(host.host(), host.address()));
            if (network != null) {
                out.accept(Relabelling.network(host, network));
            }
        }
    }
}
