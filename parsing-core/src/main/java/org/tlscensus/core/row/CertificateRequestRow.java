package org.tlscensus.core.row;

import java.util.List;

/** What a server asks of the client's certificate. */
public record CertificateRequestRow(
        @Meaning("Certificate types, IANA numbers; NULL in TLS 1.3, which has none")
                List<Integer> certificateTypes,
        @Meaning("Signature schemes, IANA numbers; NULL before TLS 1.2")
                List<Integer> signatureSchemes,
        @Meaning("Names of certification authorities; NULL where the list was not read")
                Integer authorities) {}
