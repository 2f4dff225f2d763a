package org.tlscensus.jobs.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.tlscensus.jobs.parquet.TableFileWriter;
import org.tlscensus.jobs.schema.Table;

/**
 * Loads what an ingest needs late and takes long to load, while Spark starts: Spark's start keeps
 * one core busy, and a small ingest is hardly more than the loading of classes.
 */
public final class EarlyClasses {
    private EarlyClasses() {}

    /** Begins; nobody has to wait for the end. */
    public static void load() {
        Thread loading = new Thread(EarlyClasses::touch, "early-classes");
        loading.setDaemon(true);
        loading.start();
    }

    private static void touch() {
        new BouncyCastleProvider().getServices();
        try {
            for (Table table : List.of(Table.CONNECTIONS, Table.CERTIFICATES, Table.OCSP)) {
                TableFileWriter.rehearse(table);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("nothing was written", e);
        }
    }
}
