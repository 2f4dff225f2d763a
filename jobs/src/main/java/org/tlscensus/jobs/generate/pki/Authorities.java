package org.tlscensus.jobs.generate.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.tlscensus.jobs.generate.plan.AuthorityPlan;
import org.tlscensus.jobs.generate.plan.Plan;

/** The certification authorities of a plan, and for each some that nobody knows. */
public final class Authorities {
    private final long seed;
    private final Instant start;
    private final Keys keys;
    private final Map<String, Issuer> issuers = new LinkedHashMap<>();
    private final Map<String, Issuer> strangers = new LinkedHashMap<>();
    private final Map<String, Issuer> unsent = new LinkedHashMap<>();
    private final List<Issued> anchors = new ArrayList<>();
    private int keyNumber;

    public Authorities(Plan plan, Keys keys) {
        seed = plan.seed();
        start = instant(plan.startMicros()).truncatedTo(ChronoUnit.SECONDS);
        this.keys = keys;
        for (AuthorityPlan authority : plan.authorities()) {
            Issuer anchor = anchor(authority, "");
            Issuer above = anchor;
            for (int i = 1; i <= authority.intermediates(); i++) {
                above = below(above, authority, " Intermediate " + i);
            }
            issuers.put(authority.name(), above);
            strangers.put(authority.name(), anchor(authority, " Unknown"));
            unsent.put(authority.name(), below(anchor, authority, " Unsent"));
            if (authority.trusted()) {
                anchors.add(anchor.anchor());
            }
        }
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Who issues certificates for an authority. */
    Issuer issuer(AuthorityPlan authority) {
        return issuers.get(authority.name());
    }

    /** Like it, but nobody knows it, nor does anybody send its certificate. */
    Issuer stranger(AuthorityPlan authority) {
        return strangers.get(authority.name());
    }

    /** An intermediate of the authority, whose certificate nobody sends. */
    Issuer unsent(AuthorityPlan authority) {
        return unsent.get(authority.name());
    }

    /** Another authority's issuer, if there is one. */
    Issuer other(AuthorityPlan authority) {
        return issuers.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(authority.name()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(strangers.get(authority.name()));
    }

    /** The anchors of the trusted authorities. */
    public List<Issued> anchors() {
        return anchors;
    }

    private Issuer anchor(AuthorityPlan plan, String suffix) {
        AsymmetricCipherKeyPair pair = keys.pair(plan.key(), keyNumber++);
        DirectoryText name = name(plan, suffix + " Root");
        SubjectPublicKeyInfo publicKey = info(pair.getPublic());
        CertificateMaker.Signature signature =
                new CertificateMaker.Signature(
                        name, plan.key(), pair.getPrivate(), publicKey, plan.hash(), false);
        Issued certificate = made(plan, name, publicKey, signature, null);
        return issuer(plan, name, pair, List.of(certificate));
    }

    private Issuer below(Issuer above, AuthorityPlan plan, String suffix) {
        AsymmetricCipherKeyPair pair = keys.pair(plan.key(), keyNumber++);
        DirectoryText name = name(plan, suffix);
        CertificateMaker.Signature signature =
                new CertificateMaker.Signature(
                        above.name(),
                        above.kind(),
                        above.keys().getPrivate(),
                        above.publicKey(),
                        plan.hash(),
                        false);
        List<Issued> chain = new ArrayList<>();
        chain.add(made(plan, name, info(pair.getPublic()), signature, above));
        chain.addAll(above.chain());
        return issuer(plan, name, pair, chain);
    }

    private static DirectoryText name(AuthorityPlan plan, String suffix) {
        return new DirectoryText(plan.organization() + suffix, plan.organization());
    }

    private static Issuer issuer(
            AuthorityPlan plan,
            DirectoryText name,
            AsymmetricCipherKeyPair pair,
            List<Issued> chain) {
        return new Issuer(
                name,
                plan.key(),
                pair,
                info(pair.getPublic()),
                plan.hash(),
                chain,
                plan.ocspUrl(),
                plan.crlUrl());
    }

    private Issued made(
            AuthorityPlan plan,
            DirectoryText subject,
            SubjectPublicKeyInfo key,
            CertificateMaker.Signature signature,
            Issuer issuer) {
        SecureRandom random = new SeededRandom(seed, "authority " + subject);
        Instant from = start.minus(plan.lifetimeMicros() / 2, ChronoUnit.MICROS);
        return new CertificateMaker(
                        new CertificateMaker.Content(
                                CertificateMaker.Role.AUTHORITY,
                                subject,
                                plan.key(),
                                key,
                                serial(random),
                                from.truncatedTo(ChronoUnit.SECONDS),
                                from.plus(plan.lifetimeMicros(), ChronoUnit.MICROS)
                                        .truncatedTo(ChronoUnit.SECONDS),
                                List.of(),
                                null,
                                null,
                                null,
                                null,
                                false),
                        signature,
                        random)
                .made(issuer);
    }

    /** A positive number of 16 bytes. */
    static BigInteger serial(SecureRandom random) {
        return new BigInteger(127, random).setBit(126);
    }

    static SubjectPublicKeyInfo info(AsymmetricKeyParameter key) {
        try {
            return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
