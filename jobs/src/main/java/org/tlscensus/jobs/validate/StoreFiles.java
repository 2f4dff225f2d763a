package org.tlscensus.jobs.validate;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tlscensus.core.x509.DatedTrustStores;
import org.tlscensus.core.x509.TrustStore;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.failure.UserFile;
import org.tlscensus.jobs.plan.CapturePaths;

/** Reads the trust stores that a user names: {@code jvm}, PEM files, folders of dated PEM files. */
final class StoreFiles {
    static final String JVM = "jvm";

    private static final int MAX_BYTES = 64 << 20; // the Web's store has a quarter of a megabyte
    private static final Pattern NAMED = Pattern.compile("([\\w.-]+)=(.+)");
    private static final Pattern SUFFIX = Pattern.compile("\\.(pem|crt|cer|txt)$");

    private final Configuration hadoop;

    private StoreFiles(Configuration hadoop) {
        this.hadoop = hadoop;
    }

    /**
     * The stores that these words name, each {@code [NAME=]jvm}, {@code [NAME=]FILE} or {@code
     * [NAME=]FOLDER}; without a name it is the file's or folder's own.
     *
     * @throws UserError when one cannot be read, holds no certificate, or two have one name
     */
    static List<NamedStores> read(List<String> words, Configuration hadoop) {
        StoreFiles files = new StoreFiles(hadoop);
        List<NamedStores> stores = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String word : words) {
            Matcher named = NAMED.matcher(word);
            NamedStores store =
                    named.matches()
                            ? files.store(named.group(2), named.group(1))
                            : files.store(word, null);
            if (!names.add(store.name())) {
                throw new UserError(
                        "two trust stores are called "
                                + store.name()
                                + ": name them, as in old="
                                + word);
            }
            stores.add(store);
        }
        return stores;
    }

    /** The files and folders that such words name. */
    static List<String> places(List<String> words) {
        return words.stream()
                .map(word -> NAMED.matcher(word).replaceFirst("$2"))
                .filter(place -> !place.equals(JVM))
                .toList();
    }

    private NamedStores store(String place, String name) {
        if (place.equals(JVM)) {
            return of(name == null ? JVM : name, ofJvm());
        }
        try {
            Path path = CapturePaths.path(place, hadoop);
            FileSystem files = path.getFileSystem(hadoop);
            FileStatus status = files.getFileStatus(path);
            String called = name == null ? SUFFIX.matcher(path.getName()).replaceFirst("") : name;
            return status.isDirectory()
                    ? ofFolder(files, path, place, called)
                    : of(called, ofFile(path, place));
        } catch (FileNotFoundException e) {
            throw new UserError(
                    "there is no trust store "
                            + place
                            + ": give jvm, a PEM file, or a folder of dated PEM files");
        } catch (IOException e) {
            throw UserFile.unreadable("the trust store " + place, e);
        }
    }

    private static NamedStores of(String name, TrustStore store) {
        return new NamedStores(
                name,
                DatedTrustStores.always(store),
                store.size() - store.unreadable(),
                store.unreadable());
    }

    private TrustStore ofFile(Path path, String place) throws IOException {
        TrustStore store;
        try (InputStream in = CapturePaths.open(path, hadoop)) {
            store = TrustStore.fromPem(place, in.readNBytes(MAX_BYTES));
        }
        if (store.size() == store.unreadable()) {
            throw new UserError(
                    "the trust store "
                            + place
                            + " holds no certificate that can be read: it has to be PEM (-----BEGIN"
                            + " CERTIFICATE-----)");
        }
        return store;
    }

    private NamedStores ofFolder(FileSystem files, Path folder, String place, String name)
            throws IOException {
        TreeMap<LocalDate, TrustStore> stores = new TreeMap<>();
        int unreadable = 0;
        for (FileStatus child : files.listStatus(folder)) {
            Optional<LocalDate> date = DatedTrustStores.dateIn(child.getPath().getName());
            if (child.isDirectory() || date.isEmpty()) {
                continue; // a README, say
            }
            String file = place + "/" + child.getPath().getName();
            TrustStore store = ofFile(child.getPath(), file);
            TrustStore other = stores.put(date.get(), store);
            if (other != null) {
                throw new UserError(
                        "two trust stores of "
                                + date.get()
                                + ": "
                                + other.name()
                                + " and "
                                + file
                                + "; leave one of them");
            }
            unreadable += store.unreadable();
        }
        if (stores.isEmpty()) {
            throw new UserError(
                    "no file in "
                            + place
                            + " tells its day in its name, as roots-2016-03-01.pem does; a store"
                            + " without a day is given as a file");
        }
        TrustStore newest = stores.lastEntry().getValue();
        return new NamedStores(
                name,
                new DatedTrustStores(stores),
                newest.size() - newest.unreadable(),
                unreadable);
    }

    private static TrustStore ofJvm() {
        File file = new File(System.getProperty("java.home"), "lib/security/cacerts");
        try {
            return TrustStore.fromKeyStore(JVM, KeyStore.getInstance(file, (char[]) null));
        } catch (GeneralSecurityException | IOException e) {
            throw new UserError(
                    "cannot read the JVM's trust store "
                            + file
                            + ": give a PEM file with --trust-store");
        }
    }
}
