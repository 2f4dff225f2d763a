package org.tlscensus.core.analysis;

import org.tlscensus.core.flow.End;
import org.tlscensus.core.row.DialoguePart;

/** What is learnt from the payload of a connection, while there is something to learn. */
sealed interface PayloadAnalyzer permits StreamAnalyzer, DatagramAnalyzer {
    /** Whether no further payload can change what is known. */
    boolean isDecided();

    /** Bytes of memory that it holds, about. */
    int heldBytes();

    /** No more payload: what waits is used. */
    void end();

    /**
     * What was learnt.
     *
     * @param clientEnd the end that was called the client in here
     */
    DialoguePart toPart(End clientEnd);

    /** Whether a protocol of the tables was found: a connection without any gets no row. */
    boolean hasRow();
}
