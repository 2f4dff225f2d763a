package org.tlscensus.jobs.ocsp;

import java.io.IOException;
import java.io.Serializable;
import java.util.function.Consumer;

/** A piece of the work: records that belong together in, records out, in any order. */
@FunctionalInterface
interface Step extends Serializable {
    void run(Part part, Consumer<Record> out) throws IOException;
}
