package org.tlscensus.jobs.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.analysis.Naming;

class KeyedNamingTest {
    private static final PrivacyKey KEY = new PrivacyKey(CryptoPanTest.SAMPLE_KEY);

    private static Naming naming(PrivacyRules.Addresses addresses) {
        return Privacy.of(addresses, true, true, KEY, LocalNetworks.UNKNOWN, false).naming();
    }

    private final Naming pseudonyms = naming(PrivacyRules.Addresses.PSEUDONYMIZE);

    @ParameterizedTest
    @CsvSource({
        "128.11.68.132, 135.242.180.132",
        "::ffff:128.11.68.132, ::ffff:135.242.180.132",
        "2001:db8::1, 4401:2bc:603f:d91d:27f:ff8e:e6f1:dc1e"
    })
    void addressesHaveTheirPseudonyms(String address, String pseudonym) {
        assertEquals(pseudonym, pseudonyms.client(address));
        assertEquals(pseudonym, pseudonyms.toldClient(address));
        assertEquals(pseudonym, naming(PrivacyRules.Addresses.DROP).client(address));
        assertNull(naming(PrivacyRules.Addresses.DROP).toldClient(address));
    }

    @Test
    void stationsAreLocallyAdministered() {
        String station = pseudonyms.client("00:11:22:33:44:55");
        assertTrue(station.matches("[0-9a-f][26ae](:[0-9a-f]{2}){5}"), station);
        assertEquals(station, pseudonyms.client("00:11:22:33:44:55"));
        assertNotEquals(station, pseudonyms.client("00:11:22:33:44:56"));
    }

    /** More addresses than are at hand. */
    @Test
    void manyAddressesHaveOnePseudonymEach() {
        Set<String> met = new HashSet<>();
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < 100_000; i++) {
                String address = "10." + (i >> 16) + "." + (i >> 8 & 0xff) + "." + (i & 0xff);
                assertEquals(pass == 0, met.add(pseudonyms.client(address)), address);
            }
        }
    }

    @Test
    void idsAreKeyed() {
        byte[] identity = {1, 2, 3};
        Naming other =
                Privacy.of(
                                PrivacyRules.Addresses.PSEUDONYMIZE,
                                true,
                                true,
                                new PrivacyKey(new byte[32]),
                                LocalNetworks.UNKNOWN,
                                false)
                        .naming();
        assertFalse(Arrays.equals(pseudonyms.hash(identity), other.hash(identity)));
        assertFalse(Arrays.equals(pseudonyms.hash(identity), Naming.PLAIN.hash(identity)));
        assertNotEquals(pseudonyms.alias("192.0.2.1"), other.alias("192.0.2.1"));
    }
}
