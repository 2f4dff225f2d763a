package org.tlscensus.jobs.generate.handshake;

import org.bouncycastle.tls.crypto.TlsNonceGenerator;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.tlscensus.jobs.generate.pki.SeededRandom;

/** Bouncy Castle's cryptography without its clock: its own nonces have the time in them. */
final class SeededCrypto extends BcTlsCrypto {
    SeededCrypto(SeededRandom random) {
        super(random);
    }

    @Override
    public TlsNonceGenerator createNonceGenerator(byte[] additionalSeedMaterial) {
        return count -> {
            byte[] nonce = new byte[count];
            getSecureRandom().nextBytes(nonce);
            return nonce;
        };
    }
}
