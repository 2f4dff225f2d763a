package org.tlscensus.jobs.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.core.wire.AddressText;

class CryptoPanTest {
    private static final int PAIRS = 10_000;

    /** The key of the sample that came with the first implementation. */
    static final byte[] SAMPLE_KEY = {
        21,
        34,
        23,
        (byte) 141,
        51,
        (byte) 164,
        (byte) 207,
        (byte) 128,
        19,
        10,
        91,
        22,
        73,
        (byte) 144,
        125,
        16,
        (byte) 216,
        (byte) 152,
        (byte) 143,
        (byte) 131,
        121,
        121,
        101,
        39,
        98,
        87,
        76,
        45,
        42,
        (byte) 132,
        34,
        2
    };

    private final CryptoPan sample = new CryptoPan(SAMPLE_KEY);

    /** IPv4 is of the first implementation's sample, IPv6 as all later ones have it. */
    @ParameterizedTest
    @CsvSource({
        "128.11.68.132, 135.242.180.132",
        "129.118.74.4, 134.136.186.123",
        "130.132.252.244, 133.68.164.234",
        "141.223.7.43, 141.167.8.160",
        "141.233.145.108, 141.129.237.235",
        "152.163.225.39, 151.140.114.167",
        "156.29.3.236, 147.225.12.42",
        "165.247.96.84, 162.9.99.234",
        "166.107.77.190, 160.132.178.185",
        "192.102.249.13, 252.138.62.131",
        "64.39.15.238, 0.219.7.41",
        "::1, 78ff:f001:9fc0:20df:8380:b1f1:704:ed",
        "::2, 78ff:f001:9fc0:20df:8380:b1f1:704:ef",
        "::ffff, 78ff:f001:9fc0:20df:8380:b1f1:704:f838",
        "2001:db8::1, 4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1e",
        "2001:db8::2, 4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1c"
    })
    void publishedVectors(String address, String pseudonym) {
        assertEquals(pseudonym, AddressText.of(sample.pseudonym(AddressText.parse(address))));
    }

    private static int commonBits(byte[] one, byte[] other) {
        for (int i = 0; i < one.length; i++) {
            int different = (one[i] ^ other[i]) & 0xff;
            if (different != 0) {
                return i * Byte.SIZE + Integer.numberOfLeadingZeros(different) - 24;
            }
        }
        return one.length * Byte.SIZE;
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 16})
    void prefixesAreAsLongAsThoseOfAddresses(int bytes) {
        long seed = 42L + bytes;
        Random random = new Random(seed);
        for (int pair = 0; pair < PAIRS; pair++) {
            byte[] one = new byte[bytes];
            byte[] other = new byte[bytes];
            random.nextBytes(one);
            random.nextBytes(other);
            int common = random.nextInt(bytes * Byte.SIZE + 1); // at least
            for (int bit = 0; bit < common; bit++) {
                int mask = 0x80 >>> bit % Byte.SIZE;
                int at = bit / Byte.SIZE;
                other[at] = (byte) (other[at] & ~mask | one[at] & mask);
            }
            assertEquals(
                    commonBits(one, other),
                    commonBits(sample.pseudonym(one), sample.pseudonym(other)),
                    "pair " + pair + " of seed " + seed);
        }
    }

    @Test
    void aKeyHasThirtyTwoBytes() {
        assertThrows(IllegalArgumentException.class, () -> new CryptoPan(new byte[31]));
    }
}
