package org.tlscensus.core.analysis;

import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.LookupPart;

/** Takes what the analysis of a split hands out, as it comes. */
public interface RowSink {
    void connection(ConnectionPart part);

    /** A certificate that this task meets for the first time, or has forgotten meeting. */
    void certificate(CertificateSighting certificate);

    void capture(CapturePart part);

    /** A DNS query or answer in a datagram; those by TCP come with their connection. */
    void lookup(LookupPart lookup);

    /** Whether it wants to know where in captures which times are ({@link CapturePart#blocks}). */
    default boolean wantsBlocks() {
        return false;
    }

    /**
     * Whether it wants connections before they are over. Then closed ones are handed out within a
     * second of capture time after no straggler can come any more.
     */
    default boolean wantsDecided() {
        return false;
    }

    /**
     * A connection whose dialogue has just been decided, with its counters as they stand: no
     * further payload changes what is known of TLS. It comes again by {@link #connection}, with the
     * same {@code sequence}, when it is over.
     */
    default void decided(ConnectionPart part) {}
}
