package org.tlscensus.jobs.ocsp;

import java.util.List;

/** What there is to work on: what an ingest read, and what is kept of earlier ones. */
interface Archive {
    /** What the ingest read. */
    Bag fresh();

    /** Records that the driver knows of. */
    Bag of(List<Record> few);

    /** All that is kept of a kind. */
    Bag kept(StateKind kind);

    /**
     * What is kept in an index under the keys of some records; maybe more.
     *
     * @param index which key of the index
     */
    Bag kept(StateKind kind, int index, Bag wanted, GroupKey key);

    /** What is kept in the files of an index that are to be merged. */
    Bag merged(StateKind kind);
}
