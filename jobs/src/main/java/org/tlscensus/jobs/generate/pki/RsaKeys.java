package org.tlscensus.jobs.generate.pki;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;

/**
 * Makes pairs of RSA keys three times as fast as a program that has to keep them secret: a sieve
 * leaves few candidates for the test, and primes may lie just behind a random number.
 */
final class RsaKeys {
    static final BigInteger EXPONENT = BigInteger.valueOf(0x10001);

    private static final int CERTAINTY = 80;

    /** Odd numbers from a random one on. One in 355 is a prime of 1024 bits. */
    private static final int WINDOW = 1 << 13;

    private static final int MOST_SIEVED = 1 << 13;
    private static final int[] SMALL_PRIMES = smallPrimes();

    private RsaKeys() {}

    static AsymmetricCipherKeyPair pair(int bits, SecureRandom random) {
        BigInteger p = prime(bits / 2, random);
        BigInteger q = prime(bits - bits / 2, random);
        while (p.equals(q)) {
            q = prime(bits - bits / 2, random);
        }
        BigInteger modulus = p.multiply(q);
        BigInteger beforeP = p.subtract(BigInteger.ONE);
        BigInteger beforeQ = q.subtract(BigInteger.ONE);
        BigInteger d = EXPONENT.modInverse(beforeP.multiply(beforeQ));
        return new AsymmetricCipherKeyPair(
                new RSAKeyParameters(false, modulus, EXPONENT, true),
                new RSAPrivateCrtKeyParameters(
                        modulus,
                        EXPONENT,
                        d,
                        p,
                        q,
                        d.mod(beforeP),
                        d.mod(beforeQ),
                        q.modInverse(p),
                        true));
    }

    /**
     * A prime whose two highest bits are set, so that two of them have a product of full length.
     */
    static BigInteger prime(int bits, SecureRandom random) {
        while (true) {
            BigInteger start =
                    new BigInteger(bits, random).setBit(bits - 1).setBit(bits - 2).setBit(0);
            BitSet composite = sieved(start);
            for (int i = composite.nextClearBit(0); i < WINDOW; i = composite.nextClearBit(i + 1)) {
                BigInteger candidate = start.add(BigInteger.valueOf(2L * i));
                if (candidate.bitLength() == bits
                        && !candidate.mod(EXPONENT).equals(BigInteger.ONE) // else no inverse
                        && candidate.isProbablePrime(CERTAINTY)) {
                    return candidate;
                }
            }
        }
    }

    /** Which of the odd numbers from a large one on have a small factor. */
    private static BitSet sieved(BigInteger start) {
        BitSet composite = new BitSet(WINDOW);
        for (int prime : SMALL_PRIMES) {
            int rest = start.mod(BigInteger.valueOf(prime)).intValue();
            int ahead = (prime - rest) % prime; // start + ahead is a multiple
            int first = ahead % 2 == 0 ? ahead / 2 : (ahead + prime) / 2;
            for (int i = first; i < WINDOW; i += prime) {
                composite.set(i);
            }
        }
        return composite;
    }

    /** The odd ones, by the sieve of Eratosthenes. */
    private static int[] smallPrimes() {
        BitSet composite = new BitSet(MOST_SIEVED);
        for (int i = 3; i * i < MOST_SIEVED; i += 2) {
            for (int j = i * i; j < MOST_SIEVED; j += i) {
                composite.set(j);
            }
        }
        return IntStream.range(3, MOST_SIEVED)
                .filter(i -> i % 2 == 1 && !composite.get(i))
                .toArray();
    }
}
