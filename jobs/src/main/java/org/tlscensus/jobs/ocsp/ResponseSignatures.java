package org.tlscensus.jobs.ocsp;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.tlscensus.core.ocsp.OcspResponse;
import org.tlscensus.core.x509.IssuerCertificate;

/**
 * Checks signatures of responses by the issuers that the archive has: of several certificates for
 * one name and key by the one with the first hash.
 */
final class ResponseSignatures implements Step {
    private static final long serialVersionUID = 1L;

    @Override
    public void run(Part part, Consumer<Record> out) {
        Map<List<String>, KnownIssuer> issuers = new HashMap<>();
        Map<List<String>, Boolean> hasOlder = new HashMap<>();
        for (KnownIssuer issuer : part.of(KnownIssuer.class)) {
            List<String> key = key(issuer.hashAlgorithm(), issuer.nameHash(), issuer.keyHash());
            issuers.merge(key, issuer, (a, b) -> a.sha256().compareTo(b.sha256()) <= 0 ? a : b);
            hasOlder.merge(key, !issuer.isFresh(), Boolean::logicalOr);
        }
        Map<List<String>, Check> checks = new HashMap<>();
        issuers.forEach((key, issuer) -> checks.put(key, new Check(issuer)));
        for (SignatureAsk ask : part.of(SignatureAsk.class)) {
            Check check = checks.get(key(ask));
            if (check != null) {
                Boolean isValid = check.isValid(ask.response());
                out.accept(Label.signature(ask.exchangeId(), ask.ordinal(), isValid));
            }
        }
        for (PendingSignature pending : part.of(PendingSignature.class)) {
            Check check = checks.get(key(pending.ask()));
            if (check != null && !hasOlder.get(key(pending.ask()))) {
                Boolean isValid = check.isValid(pending.ask().response());
                out.accept(Relabelling.signature(pending, isValid));
            }
        }
    }

    private static List<String> key(SignatureAsk ask) {
        return key(ask.hashAlgorithm(), ask.issuerNameHash(), ask.issuerKeyHash());
    }

    private static List<String> key(String hashAlgorithm, String nameHash, String keyHash) {
        return List.of(hashAlgorithm, nameHash, keyHash);
    }

    /** What one issuer signed; a response that came often is checked once. */
    private static final class Check {
        private final IssuerCertificate issuer;
        private final Map<Response, Boolean> verdicts = new HashMap<>();

        Check(KnownIssuer known) {
            issuer = IssuerCertificate.of(known.der()).orElseThrow(); // it was read before
        }

        Boolean isValid(byte[] response) {
            Response key = Response.of(response);
            Boolean verdict = verdicts.get(key);
            if (verdict == null && !verdicts.containsKey(key)) { // null: it cannot be told
                verdict = OcspResponse.parse(response).isSignedFor(issuer);
                verdicts.put(key, verdict);
            }
            return verdict;
        }
    }

    /**
     * A response as a key. Its hash is a CRC, for which Java has an instruction from the start; one
     * by byte costs as much as all else here until it is compiled.
     */
    private record Response(int crc, byte[] bytes) {
        static Response of(byte[] bytes) {
            CRC32 crc = new CRC32();
            crc.update(bytes);
            return new Response((int) crc.getValue(), bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Response that
                    && crc == that.crc
                    && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return crc;
        }
    }
}
