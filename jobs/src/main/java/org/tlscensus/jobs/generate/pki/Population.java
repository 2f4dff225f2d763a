package org.tlscensus.jobs.generate.pki;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.tlscensus.jobs.generate.plan.ChainKind;
import org.tlscensus.jobs.generate.plan.Even;
import org.tlscensus.jobs.generate.plan.KeyKind;
import org.tlscensus.jobs.generate.plan.PopulationPlan;
import org.tlscensus.jobs.generate.plan.SignatureHash;
import org.tlscensus.jobs.generate.plan.Validity;

/** Makes the identities of a population, each by its number alone. */
final class Population {
    private final PopulationPlan plan;
    private final boolean isOfClients;
    private final Authorities authorities;
    private final Keys keys;
    private final long seed;
    private final Instant start;

    Population(
            PopulationPlan plan,
            boolean isOfClients,
            Authorities authorities,
            Keys keys,
            long seed,
            Instant start) {
        this.plan = plan;
        this.isOfClients = isOfClients;
        this.authorities = authorities;
        this.keys = keys;
        this.seed = seed;
        this.start = start;
    }

    Identity identity(int number) {
        SecureRandom random = new SeededRandom(seed, plan.name() + " " + number);
        if (plan.tor()) {
            return new TorIdentity(plan, keys, seed, start, number, random).made();
        }
        KeyKind kind = plan.keys().at(even("key", number));
        SignatureHash hash = plan.hashes().at(even("hash", number));
        Validity validity = plan.validity().at(even("validity", number));
        PopulationPlan.Level level = plan.levels().at(even("level", number));
        Issuer issuer =
                switch (validity) {
                    case UNKNOWN_ISSUER -> authorities.stranger(plan.authority());
                    case NO_INTERMEDIATE -> authorities.unsent(plan.authority());
                    default -> authorities.issuer(plan.authority());
                };
        boolean isSelfSigned = validity == Validity.SELF_SIGNED;
        AsymmetricCipherKeyPair own = isSelfSigned ? keys.pair(kind, number) : null;
        SubjectPublicKeyInfo publicKey =
                isSelfSigned ? Authorities.info(own.getPublic()) : publicKey(kind, number, random);
        String name = plan.names().replace("{n}", Integer.toString(number));
        DirectoryText subject = new DirectoryText(name, null);
        Instant from = notBefore(validity, number);
        CertificateMaker.Content content =
                new CertificateMaker.Content(
                        isOfClients ? CertificateMaker.Role.CLIENT : CertificateMaker.Role.SERVER,
                        subject,
                        kind,
                        publicKey,
                        Authorities.serial(random),
                        from,
                        from.plus(lifetime(number), ChronoUnit.MICROS),
                        List.of(name),
                        isSelfSigned ? null : issuer.ocspUrl(),
                        isSelfSigned ? null : issuer.crlUrl(),
                        level.policy(),
                        level.policy() == null ? null : level.name().toLowerCase(Locale.ROOT),
                        even("must staple", number) < plan.mustStaple());
        CertificateMaker.Signature signature =
                isSelfSigned
                        ? new CertificateMaker.Signature(
                                subject, kind, own.getPrivate(), publicKey, hash, false)
                        : new CertificateMaker.Signature(
                                issuer.name(),
                                issuer.kind(),
                                issuer.keys().getPrivate(),
                                issuer.publicKey(),
                                hash,
                                validity == Validity.BAD_SIGNATURE);
        Issued leaf =
                new CertificateMaker(content, signature, random).made(isSelfSigned ? null : issuer);
        return new Identity(number, name, kind, chain(leaf, validity, issuer, number));
    }

    private double even(String quality, long number) {
        return Even.at(seed, plan.name() + " " + quality, number);
    }

    private SubjectPublicKeyInfo publicKey(KeyKind kind, int number, SecureRandom random) {
        return plan.sharedKeys() > 0
                ? Authorities.info(keys.pair(kind, number % plan.sharedKeys()).getPublic())
                : Keys.publicOnly(kind, random);
    }

    private long lifetime(int number) {
        return plan.lifetime().at(even("lifetime", number)) / 1_000_000 * 1_000_000;
    }

    /** One that has expired did so before the plan begins, the longest age ago at most. */
    private Instant notBefore(Validity validity, int number) {
        long age = plan.age().at(even("age", number)) / 1_000_000 * 1_000_000;
        long before =
                validity == Validity.EXPIRED
                        ? lifetime(number) + Math.max(age, 86_400_000_000L)
                        : Math.min(age, lifetime(number) / 2);
        return start.minus(before / 1_000_000, ChronoUnit.SECONDS);
    }

    private List<Issued> chain(Issued leaf, Validity validity, Issuer issuer, int number) {
        List<Issued> chain = new ArrayList<>(List.of(leaf));
        boolean sendsMore =
                switch (validity) {
                    case SELF_SIGNED, UNKNOWN_ISSUER, NO_INTERMEDIATE -> false;
                    case VERIFIABLE, EXPIRED, BAD_SIGNATURE -> true;
                };
        if (!sendsMore) {
            return chain;
        }
        ChainKind kind = plan.chains().at(even("chain", number));
        switch (kind) {
            case COMPLETE -> chain.addAll(issuer.intermediates());
            case WITH_ANCHOR -> chain.addAll(issuer.chain());
            case LEAF_ONLY -> {
                // nothing comes after it
            }
            case WRONG_ORDER -> {
                chain.add(issuer.anchor());
                chain.addAll(issuer.intermediates());
            }
            case SUPERFLUOUS -> {
                chain.addAll(issuer.intermediates());
                chain.add(authorities.other(plan.authority()).chain().get(0));
            }
            case REPEATED -> {
                chain.add(leaf);
                chain.addAll(issuer.intermediates());
            }
        }
        return chain;
    }
}
