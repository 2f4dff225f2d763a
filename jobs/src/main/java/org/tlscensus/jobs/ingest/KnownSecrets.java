package org.tlscensus.jobs.ingest;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.failure.UserFile;
import org.tlscensus.jobs.plan.CapturePaths;

/**
 * What is known of the connections' secrets: the user's key logs, and those that captures carry.
 * All apply to all connections: a capture may be cut so that its secrets lie in another file.
 */
final class KnownSecrets {
    private final KeyLog keyLog = new KeyLog();

    /**
     * Reads the user's key logs.
     *
     * @throws UserError when one is not there, or cannot be read
     */
    static KnownSecrets read(List<String> files, Configuration hadoop) {
        KnownSecrets known = new KnownSecrets();
        for (String file : files) {
            try {
                Path path = CapturePaths.path(file, hadoop);
                try (InputStream in = CapturePaths.open(path, hadoop)) {
                    known.keyLog.read(in);
                }
            } catch (FileNotFoundException e) {
                throw new UserError("there is no key log " + file);
            } catch (IOException e) {
                throw UserFile.unreadable("the key log " + file, e);
            }
        }
        return known;
    }

    /** Adds key logs from captures; whether there was a secret among them that was not known. */
    boolean add(List<byte[]> ofCaptures) {
        long before = keyLog.secrets();
        for (byte[] lines : ofCaptures) {
            try {
                keyLog.read(new ByteArrayInputStream(lines));
            } catch (IOException e) {
                throw new UncheckedIOException(e); // of an array: never
            }
        }
        return keyLog.secrets() > before;
    }

    /** All of them so far. */
    KeyLog keyLog() {
        return keyLog;
    }
}
