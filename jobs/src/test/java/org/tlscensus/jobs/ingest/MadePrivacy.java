package org.tlscensus.jobs.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.tlscensus.jobs.privacy.LocalNetworks;
import org.tlscensus.jobs.privacy.Privacy;
import org.tlscensus.jobs.privacy.PrivacyKey;
import org.tlscensus.jobs.privacy.PrivacyRules.Addresses;

/** Rules of privacy with keys of the tests. */
final class MadePrivacy {
    private static final PrivacyKey KEY = key();
    private static final PrivacyKey OTHER_KEY = key();

    private MadePrivacy() {}

    private static PrivacyKey key() {
        try {
            Path folder = Files.createTempDirectory("tls-census");
            Path file = folder.resolve("key");
            PrivacyKey.make(file);
            PrivacyKey key = PrivacyKey.read(file);
            Files.delete(file);
            Files.delete(folder);
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Privacy with(Addresses addresses, String... localNetworks) {
        LocalNetworks local = LocalNetworks.of(List.of(localNetworks), new Configuration());
        return Privacy.of(addresses, true, true, KEY, local, false);
    }

    static Privacy pseudonyms() {
        return with(Addresses.PSEUDONYMIZE);
    }

    /** Pseudonyms with another key. */
    static Privacy other() {
        return Privacy.of(
                Addresses.PSEUDONYMIZE, true, true, OTHER_KEY, LocalNetworks.UNKNOWN, false);
    }

    /** Addresses stay; neither server names nor user agents do. */
    static Privacy silent() {
        return Privacy.of(Addresses.KEEP, false, false, KEY, LocalNetworks.UNKNOWN, false);
    }

    static Privacy plainWithNetworks(String... localNetworks) {
        LocalNetworks local = LocalNetworks.of(List.of(localNetworks), new Configuration());
        return Privacy.of(Addresses.KEEP, true, true, null, local, true);
    }
}
