package org.tlscensus.jobs.generate.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.tlscensus.jobs.generate.plan.KeyKind;

/** Keys of the kinds that plans know. */
public final class Keys {
    /** Pairs of a kind; what wants more shares them. */
    private static final int POOL = 16;

    /** Product of the odd primes below 54. */
    private static final BigInteger SMALL_PRIMES = new BigInteger("16294579238595022365");

    private final long seed;
    private final String purpose;
    private final Map<KeyKind, AsymmetricCipherKeyPair[]> pools = new EnumMap<>(KeyKind.class);

    /**
     * @param purpose keys for another purpose are other ones
     */
    public Keys(long seed, String purpose) {
        this.seed = seed;
        this.purpose = purpose;
    }

    /** A pair that signs, one of a few of its kind: the same for the same number. */
    public synchronized AsymmetricCipherKeyPair pair(KeyKind kind, int number) {
        AsymmetricCipherKeyPair[] pool =
                pools.computeIfAbsent(kind, any -> new AsymmetricCipherKeyPair[POOL]);
        int place = number % pool.length;
        if (pool[place] == null) {
            pool[place] = made(kind, new SeededRandom(seed, purpose + " " + kind + " " + place));
        }
        return pool[place];
    }

    static AsymmetricCipherKeyPair made(KeyKind kind, SecureRandom random) {
        if (kind.isRsa()) {
            return RsaKeys.pair(kind.bits(), random);
        }
        if (kind.isEc()) {
            // The table's own curves are ten times as slow.
            ASN1ObjectIdentifier oid = ECNamedCurveTable.getOID(kind.curve());
            ECKeyPairGenerator generator = new ECKeyPairGenerator();
            generator.init(
                    new ECKeyGenerationParameters(
                            new ECNamedDomainParameters(oid, CustomNamedCurves.getByOID(oid)),
                            random));
            return generator.generateKeyPair();
        }
        Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(random));
        return generator.generateKeyPair();
    }

    /**
     * A public key that looks like any other, but of RSA nobody has the private one: its modulus is
     * an odd number without small factors, for finding primes takes a thousand times longer.
     */
    static SubjectPublicKeyInfo publicOnly(KeyKind kind, SecureRandom random) {
        if (!kind.isRsa()) {
            return Authorities.info(made(kind, random).getPublic());
        }
        BigInteger modulus = new BigInteger(kind.bits(), random).setBit(kind.bits() - 1).setBit(0);
        while (modulus.gcd(SMALL_PRIMES).compareTo(BigInteger.ONE) > 0) {
            modulus = modulus.add(BigInteger.TWO);
        }
        try {
            return new SubjectPublicKeyInfo(
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                    new RSAPublicKey(modulus, RsaKeys.EXPONENT));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
