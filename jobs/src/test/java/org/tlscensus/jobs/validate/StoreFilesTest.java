package org.tlscensus.jobs.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.jobs.CaptureRecords;
import org.tlscensus.jobs.DamagedFile;

class StoreFilesTest {
    private static final Path ROOT = CaptureRecords.demo().resolve("trust/root.pem");

    private static final Configuration HADOOP = new Configuration(); // slow to make

    @TempDir Path folder;

    private static List<NamedStores> read(Path file) {
        return StoreFiles.read(List.of(file.toString()), HADOOP);
    }

    @Test
    void damagedBundlesAreRefusedInALine() throws Exception {
        DamagedFile.check(
                folder.resolve("roots.pem"),
                Files.readAllBytes(ROOT),
                List.of(
                        "-----BEGIN CERTIFICATE-----",
                        "-----END CERTIFICATE-----",
                        "=",
                        "MIIB",
                        "-----"),
                StoreFilesTest::read);
    }

    /** Of a folder only files with a day in their names count. */
    @Test
    void damagedBundlesOfAFolderAreRefusedInALine() throws Exception {
        Path bundles = Files.createDirectory(folder.resolve("bundles-2016-03-01"));
        DamagedFile.checkFound(
                bundles.resolve("bundles-2016-03-01.pem"),
                Files.readAllBytes(ROOT),
                List.of(
                        "-----BEGIN CERTIFICATE-----",
                        "-----END CERTIFICATE-----",
                        "=",
                        "MIIB",
                        "-----"),
                file -> read(bundles));
    }

    /** Java's own kinds of key stores are not read: that is said, of whole and of damaged ones. */
    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void keyStoresAreRefusedInALine(String type) throws Exception {
        Certificate root =
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(ROOT)));
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        store.setCertificateEntry("root", root);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, "changeit".toCharArray());
        DamagedFile.checkFound(
                folder.resolve("roots.store"),
                bytes.toByteArray(),
                List.of("root"),
                StoreFilesTest::read);
    }

    @Test
    void theNameIsTheFiles() {
        assertEquals("root", read(ROOT).get(0).name());
    }
}
