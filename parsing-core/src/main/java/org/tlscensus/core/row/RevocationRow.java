package org.tlscensus.core.row;

import java.time.Instant;
import java.util.List;

/** A row of the table of what revocation lists say of the archive's certificates. */
@Meaning("One row per certificate of the archive and status that revocation lists tell of it")
public record RevocationRow(
        @Meaning("SHA-256 of the certificate, hex") String certificateSha256,
        @Meaning(
                        "revoked; or good: a list that would have it does not (its issuer and"
                                + " distribution point are the certificate's, all reasons are in it)")
                String certificateStatus,
        @Meaning("When it was revoked, by the list that says the earliest time")
                Instant revocationTime,
        @Meaning("Why it was revoked, by that list: key_compromise, superseded, …")
                String revocationReason,
        @Meaning("When the first of the lists that say so was issued") Instant thisUpdate,
        @Meaning("When the last of them ends: its next_update, else its this_update")
                Instant nextUpdate,
        @Meaning("Distinct lists that say so, with a signature that was verified") long lists,
        @Meaning("Where they came from: download, file (--crl)") List<String> sources) {}
