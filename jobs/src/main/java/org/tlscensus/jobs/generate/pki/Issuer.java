package org.tlscensus.jobs.generate.pki;

import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.tlscensus.jobs.generate.plan.KeyKind;
import org.tlscensus.jobs.generate.plan.SignatureHash;

/**
 * Who signs certificates and OCSP responses.
 *
 * @param chain its certificate, and those of its issuers up to the anchor
 * @param ocspUrl in what it issues; or null
 * @param crlUrl in what it issues; or null
 */
record Issuer(
        DirectoryText name,
        KeyKind kind,
        AsymmetricCipherKeyPair keys,
        SubjectPublicKeyInfo publicKey,
        SignatureHash hash,
        List<Issued> chain,
        String ocspUrl,
        String crlUrl) {

    /** The certificates that a server sends after the leaf. */
    List<Issued> intermediates() {
        return chain.subList(0, chain.size() - 1);
    }

    Issued anchor() {
        return chain.get(chain.size() - 1);
    }
}
