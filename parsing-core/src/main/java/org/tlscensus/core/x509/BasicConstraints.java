package org.tlscensus.core.x509;

import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.x509.CertificateStructure.Extension;

/** The extension basicConstraints, field by field (RFC 5280 section 4.2.1.9). */
final class BasicConstraints {
    private static final String FIELD = "basicConstraints";

    private final DerReader in;
    private final boolean isCa;

    /** Reads up to {@code cA}. */
    BasicConstraints(Extension extension) throws ParseException {
        in = extension.content(FIELD).children(DerValue.SEQUENCE, FIELD);
        DerValue ca = in.nextIf(DerValue.BOOLEAN, FIELD);
        isCa = ca != null && ca.bool("cA");
    }

    boolean isCa() {
        return isCa;
    }

    boolean hasPathLength() {
        return in.hasNext();
    }

    /** Reads what follows; to be asked once, where {@link #hasPathLength} says so. */
    int pathLength() throws ParseException {
        return in.only("pathLenConstraint").count("pathLenConstraint");
    }
}
