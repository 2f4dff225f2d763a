package org.tlscensus.jobs.generate.pki;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.tlscensus.jobs.generate.plan.Even;
import org.tlscensus.jobs.generate.plan.KeyKind;
import org.tlscensus.jobs.generate.plan.PopulationPlan;
import org.tlscensus.jobs.generate.plan.SignatureHash;

/**
 * The link certificate of a Tor relay, as tor_tls_context_init_certificates() makes it: random
 * names in .net and .com, an identity key that signs, midnight as the start, no extensions.
 */
record TorIdentity(
        PopulationPlan plan, Keys keys, long seed, Instant start, int number, SecureRandom random) {
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int SHORTEST_NAME = 8;
    private static final int LONGEST_NAME = 20;

    Identity made() {
        KeyKind kind = plan.keys().at(Even.at(seed, plan.name() + " key", number));
        SignatureHash hash = plan.hashes().at(Even.at(seed, plan.name() + " hash", number));
        String name = "www." + label() + ".net";
        DirectoryText issuer = new DirectoryText("www." + label() + ".com", null);
        AsymmetricCipherKeyPair identityKey = keys.pair(kind, number);
        SubjectPublicKeyInfo key = Keys.publicOnly(kind, random);
        long days = lifetimeDays();
        Instant from = start.truncatedTo(ChronoUnit.DAYS).minus(days / 2, ChronoUnit.DAYS);
        CertificateMaker.Content content =
                new CertificateMaker.Content(
                        CertificateMaker.Role.TOR,
                        new DirectoryText(name, null),
                        kind,
                        key,
                        new BigInteger(63, random).setBit(62),
                        from,
                        from.plus(days, ChronoUnit.DAYS),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        false);
        CertificateMaker.Signature signature =
                new CertificateMaker.Signature(
                        issuer,
                        kind,
                        identityKey.getPrivate(),
                        Authorities.info(identityKey.getPublic()),
                        hash,
                        false);
        Issued leaf = new CertificateMaker(content, signature, random).made(null);
        return new Identity(number, name, kind, List.of(leaf));
    }

    private long lifetimeDays() {
        double place = Even.at(seed, plan.name() + " lifetime", number);
        return Math.max(5, plan.lifetime().at(place) / 86_400_000_000L);
    }

    private String label() {
        int length = SHORTEST_NAME + random.nextInt(LONGEST_NAME - SHORTEST_NAME + 1);
        StringBuilder label = new StringBuilder();
        for (int i = 0; i < length; i++) {
            label.append(BASE32.charAt(random.nextInt(BASE32.length())));
        }
        return label.toString();
    }
}
