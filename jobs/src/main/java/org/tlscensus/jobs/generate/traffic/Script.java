package org.tlscensus.jobs.generate.traffic;

/** The turns of a connection, made one by one. */
interface Script {
    /**
     * The next turn; null when all is said.
     *
     * @param sinceStartMicros how long the connection has been open
     */
    Turn next(long sinceStartMicros);
}
