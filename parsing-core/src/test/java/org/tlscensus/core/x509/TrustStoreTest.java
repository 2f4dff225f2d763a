package org.tlscensus.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustStoreTest {
    @Test
    void pemWithTextAroundIt() {
        String pem = Openssl.pem(List.of(new MadeChain().root.der(), new MadeChain().upper.der()));
        String text =
                "# Root\r\nissuer: someone\n"
                        + pem.replace("\n", "\r\n")
                        + "-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----\n"
                        + "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"
                        + "-----BEGIN CERTIFICATE-----\ncut off";
        TrustStore store = TrustStore.fromPem("mine", text.getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(3, store.size());
        assertEquals(1, store.unreadable());
        assertEquals("mine", store.name());
    }

    @Test
    void theJvmsStore() throws GeneralSecurityException, IOException {
        File file = new File(System.getProperty("java.home"), "lib/security/cacerts");
        TrustStore store =
                TrustStore.fromKeyStore("jvm", KeyStore.getInstance(file, (char[]) null));
        assertTrue(store.size() > 50, "too few: " + store.size());
        assertEquals(0, store.unreadable());
    }

    @Test
    void theStoreOfTheTime() {
        TrustStore older = TrustStore.of("older", List.of());
        TrustStore newer = TrustStore.of("newer", List.of());
        DatedTrustStores stores =
                new DatedTrustStores(
                        Map.of(
                                LocalDate.of(2016, 3, 1), newer,
                                LocalDate.of(2015, 3, 1), older));
        assertSame(older, stores.at(Instant.parse("2014-01-01T00:00:00Z")));
        assertSame(older, stores.at(Instant.parse("2016-02-29T23:59:59Z")));
        assertSame(newer, stores.at(Instant.parse("2016-03-01T00:00:00Z")));
        assertSame(newer, DatedTrustStores.always(newer).at(Instant.EPOCH));
    }

    @ParameterizedTest
    @CsvSource({
        "ca-bundle-2016-03-01.pem, 2016-03-01",
        "20151231.crt, 2015-12-31",
        "mozilla_2014.10.02, 2014-10-02",
        "ca-certificates_20230311_all.pem, 2023-03-11",
        "bundle-99999999.pem, ",
        "ca-bundle.pem, ",
    })
    void datesInFileNames(String name, LocalDate date) {
        assertEquals(date, DatedTrustStores.dateIn(name).orElse(null));
    }
}
