package org.tlscensus.core.row;

import java.time.Instant;
import java.util.List;

/** A row of the table of chains. */
@Meaning("One row per distinct chain as sent, and side that sent it")
public record ChainRow(
        @Meaning("Hash of the certificates' SHA-256, 32 hex digits; the same for both sides")
                String chainId,
        @Meaning("Who sent it: server or client") String side,
        @Meaning("SHA-256 of each certificate as sent, hex") List<String> chain,
        @Meaning("SHA-256 of the first certificate, hex") String leafSha256,
        @Meaning("Start of the first connection that had it") Instant firstSeen,
        @Meaning("Start of the last one") Instant lastSeen,
        @Meaning("Connections that had it") long connections,
        @Meaning("Certificates sent") int length,
        @Meaning("Those that do not parse, or are not in the tables") int unreadable,
        @Meaning("Those that were sent before in the same chain") int duplicates,
        @Meaning(
                        "Places, from 0, of the certificates that lead up from the end-entity certificate,"
                                + " each issued by the next (name and signature)")
                List<Integer> path,
        @Meaning(
                        "correct: the places of path rise and begin with the first certificate;"
                                + " disordered: they do not; NULL when the first does not parse")
                String ordering,
        @Meaning(
                        "Certificates that parse and are neither of path, nor of the way to a trust anchor, nor"
                                + " duplicates")
                Integer superfluous,
        @Meaning("The last certificate of a path of several is self-signed") Boolean rootSent,
        @Meaning(
                        "Certificates that were not sent, of the path to a trust anchor, without the anchor;"
                                + " NULL when no trust store has one")
                Integer missingIntermediates,
        @Meaning("Of each certificate but the last: its issuer is the subject of the next one sent")
                List<Boolean> linkNames,
        @Meaning(
                        "Of each certificate but the last: match or mismatch of its authority key id and the"
                                + " next one's subject key id; missing when one of them is")
                List<String> linkKeyIds,
        @Meaning(
                        "Of each certificate but the last: valid or invalid by the key of the next one sent;"
                                + " unchecked where that cannot be told")
                List<String> linkSignatures,
        @Meaning(
                        "public, non_public or hybrid: all, none or some of its certificates have a public"
                                + " issuer; self_signed: one certificate, signed by its own key")
                String category,
        @Meaning("Owner of the issuer of the path's first certificate, by the CCADB")
                String issuerOwner) {}
