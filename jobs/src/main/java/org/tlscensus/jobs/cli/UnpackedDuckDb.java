package org.tlscensus.jobs.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Lays DuckDB's native library beside its classes, for the launcher, once. Its driver would else
 * unpack 70 MB at every start; it looks for the file there when its jar has none.
 */
public final class UnpackedDuckDb {
    private static final String NATIVE = "libduckdb_java.so_";

    private UnpackedDuckDb() {}

    /** Arguments: the driver's jar, and the folder where jar and library go. */
    public static void main(String[] arguments) throws IOException {
        Path driver = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        try (ZipFile jar = new ZipFile(driver.toFile());
                OutputStream file = Files.newOutputStream(folder.resolve(driver.getFileName()));
                ZipOutputStream classes = new ZipOutputStream(file)) {
            for (ZipEntry entry : jar.stream().toList()) {
                try (InputStream in = jar.getInputStream(entry)) {
                    if (!entry.getName().startsWith(NATIVE)) {
                        classes.putNextEntry(new ZipEntry(entry.getName()));
                        in.transferTo(classes);
                        classes.closeEntry();
                    } else if (entry.getName().startsWith(NATIVE + system + "_")) {
                        Path library = folder.resolve(entry.getName());
                        Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }
}
