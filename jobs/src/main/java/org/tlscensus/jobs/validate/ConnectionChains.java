package org.tlscensus.jobs.validate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import scala.Tuple2;

/**
 * The columns of a connection that tell its chains.
 *
 * @param tls null without TLS
 */
record ConnectionChains(Instant startTime, Tls tls) {

    /**
     * Those of its TLS.
     *
     * @param serverChain null when none was seen, as is the client's
     */
    record Tls(List<String> serverChain, List<String> clientChain) {}

    /** Each of its chains, with this one connection. */
    List<Tuple2<SentChain, Sightings>> sent() {
        List<Tuple2<SentChain, Sightings>> sent = new ArrayList<>(2);
        if (tls != null) {
            add(tls.serverChain, "server", sent);
            add(tls.clientChain, "client", sent);
        }
        return sent;
    }

    private void add(List<String> chain, String side, List<Tuple2<SentChain, Sightings>> sent) {
        if (chain != null && !chain.isEmpty()) {
            LocalDate date = LocalDate.ofInstant(startTime, ZoneOffset.UTC);
            sent.add(new Tuple2<>(new SentChain(chain, side, date), Sightings.one(startTime)));
        }
    }
}
