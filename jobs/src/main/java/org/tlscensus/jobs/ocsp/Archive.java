package org.tlscensus.jobs.ocsp;

import java.util.List;

/** What there is to work on: what an ingest read, and what is kept of earlier ones. */
interface Archive {
    /** What the ingest read. */
    RecordSet fresh();

    /** Records that the driver knows of. */
    RecordSet of(List<Record> few);

    /** All that is kept of a kind. */
    RecordSet kept(StateKind kind);

    /**
     * What is kept in an index under the keys of some records; maybe more.
     *
     * @param index which key of the index
     */
    RecordSet kept(StateKind kind, int index, RecordSet wanted, GroupKey key);

    /** What is kept in the files of an index that are to be merged. */
    RecordSet merged(StateKind kind);
}
