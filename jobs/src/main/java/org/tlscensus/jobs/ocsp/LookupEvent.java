package org.tlscensus.jobs.ocsp;

/**
 * A DNS query or its answer, or the begin of a connection for which a name was looked up.
 *
 * @param kind {@link #QUERY}, {@link #ANSWER} or {@link #CONNECTION}
 * @param id of the query with its answer, or of the exchange
 */
record LookupEvent(String site, String client, String name, long timeNanos, int kind, String id) {
    static final int QUERY = 0;
    static final int ANSWER = 1;
    static final int CONNECTION = 2;

    /** What a client asks for. */
    record Key(String site, String client, String name) {}

    Key key() {
        return new Key(site, client, name);
    }

    boolean isConnection() {
        return kind == CONNECTION;
    }
}
