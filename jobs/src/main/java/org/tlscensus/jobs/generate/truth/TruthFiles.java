package org.tlscensus.jobs.generate.truth;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.tlscensus.jobs.parquet.RecordFileWriter;

/** The truth of a site: its rows go to files at once. For one thread. */
public final class TruthFiles implements Closeable {
    /** Small, since every site holds a row group of each table. */
    private static final int ROW_GROUP_BYTES = 8 << 20;

    private final RecordFileWriter<TrueConnection> connections;
    private final RecordFileWriter<TrueLookup> lookups;
    private final CertificateSightings certificates = new CertificateSightings();

    /**
     * @param folder of the truth
     */
    public TruthFiles(Path folder, String site) throws IOException {
        connections = open(TrueConnection.class, folder.resolve("connections"), site);
        lookups = open(TrueLookup.class, folder.resolve("ocsp"), site);
    }

    /** Begins the file of a site, or of all. */
    static <T extends Record> RecordFileWriter<T> open(Class<T> type, Path folder, String name)
            throws IOException {
        Files.createDirectories(folder);
        Configuration hadoop = new Configuration(false);
        hadoop.setLong("parquet.block.size", ROW_GROUP_BYTES);
        return RecordFileWriter.open(
                type,
                new org.apache.hadoop.fs.Path(folder.resolve(name + ".parquet").toUri()),
                hadoop);
    }

    /** Writes the certificates of all sites, and returns how many there are. */
    public static long writeCertificates(Path folder, CertificateSightings certificates)
            throws IOException {
        try (RecordFileWriter<TrueCertificateRow> out =
                open(TrueCertificateRow.class, folder.resolve("certificates"), "all")) {
            for (TrueCertificateRow row : certificates.rows()) {
                out.write(row);
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
