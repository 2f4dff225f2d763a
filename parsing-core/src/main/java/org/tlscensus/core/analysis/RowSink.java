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
}
