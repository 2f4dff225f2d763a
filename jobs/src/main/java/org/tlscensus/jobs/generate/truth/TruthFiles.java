package org.tlscensus.jobs.generate.truth;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.tlscensus.jobs.generate.pki.TrueCertificate;
import org.tlscensus.jobs.parquet.TableFileWriter;

/** The truth of a site: its rows go to files at once. For one thread. */
public final class TruthFiles implements Closeable {
    /** Small, since every site holds a row group of each table. */
    private static final int ROW_GROUP_BYTES = 8 << 20;

    /** The record classes of a row of certificates. */
    public static final List<Class<? extends Record>> CERTIFICATE =
            List.of(TrueCertificate.class, TrueCertificateUse.class);

    private final Path folder;
    private final String site;
    private final NameSightings names;
    private final TableFileWriter connections;
    private final TableFileWriter lookups;
    private final CertificateSightings certificates = new CertificateSightings();

    /**
     * @param folder of the truth
     */
    public TruthFiles(Path folder, String site) throws IOException {
        this.folder = folder;
        this.site = site;
        names = new NameSightings(site);
        connections = open(List.of(TrueConnection.class), folder.resolve("connections"), site);
        lookups = open(List.of(TrueLookup.class), folder.resolve("ocsp"), site);
    }

    /** Begins the file of a site, or of all. */
    private static TableFileWriter open(
            List<Class<? extends Record>> types, Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Configuration hadoop = new Configuration(false);
        hadoop.setLong("parquet.block.size", ROW_GROUP_BYTES);
        return TableFileWriter.open(
                types,
                new org.apache.hadoop.fs.Path(folder.resolve(name + ".parquet").toUri()),
                hadoop);
    }

    /** Writes the certificates of all sites, and returns how many there are. */
    public static long writeCertificates(Path folder, CertificateSightings certificates)
            throws IOException {
        try (TableFileWriter out = open(CERTIFICATE, folder.resolve("certificates"), "all")) {
            for (CertificateSightings.Row row : certificates.rows()) {
                out.write(row.certificate(), row.use());
            }
            return out.rows();
        }
    }

    public void write(TrueConnection row) throws IOException {
        connections.write(row);
    }

    public void write(TrueLookup row) throws IOException {
        lookups.write(row);
    }

    public CertificateSightings certificates() {
        return certificates;
    }

    public NameSightings names() {
        return names;
    }

    /** Writes what was seen of names. */
    public void writeNames() throws IOException {
        try (TableFileWriter out = open(List.of(TrueName.class), folder.resolve("names"), site)) {
            for (TrueName row : names.names()) {
                out.write(row);
            }
        }
        Path queries = folder.resolve("name_queries");
        try (TableFileWriter out = open(List.of(TrueNameQuery.class), queries, site)) {
            for (TrueNameQuery row : names.queries()) {
                out.write(row);
            }
        }
    }

    /** Connections so far. */
    public long connections() {
        return connections.rows();
    }

    /** OCSP responses so far. */
    public long lookups() {
        return lookups.rows();
    }

    @Override
    public void close() throws IOException {
        lookups.close();
        connections.close();
    }
}
