package org.tlscensus.jobs.generate.handshake;

import java.util.EnumMap;
import java.util.Map;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.tlscensus.jobs.generate.pki.Keys;
import org.tlscensus.jobs.generate.pki.PlainCertificate;
import org.tlscensus.jobs.generate.plan.KeyKind;

/** Certificates and a staple for recordings; none of them comes into a capture. */
final class RecordingIdentities {
    private final Keys keys;
    private final byte[] staple = PlainCertificate.unauthorizedStaple();
    private final Map<KeyKind, byte[]> certificates = new EnumMap<>(KeyKind.class);

    RecordingIdentities(Keys keys) {
        this.keys = keys;
    }

    byte[] staple() {
        return staple;
    }

    byte[] der(KeyKind kind) {
        return certificates.computeIfAbsent(
                kind, any -> PlainCertificate.selfSigned(kind, keys.pair(kind, 0)));
    }

    RecordingKeys keys(BcTlsCrypto crypto, KeyKind kind) {
        return new RecordingKeys(crypto, kind, keys.pair(kind, 0), der(kind));
    }
}
