package org.tlscensus.jobs.plan;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.CaptureReader;

/** Looks for the secrets that a pcapng file carries. */
record SecretsSearch(String path, Extent extent) implements Serializable {
    private static final long serialVersionUID = 1L;

    private enum Extent {
        HEAD,
        ALL
    }

    /** Of those before the first packet; empty for a format that carries none. */
    static Optional<SecretsSearch> ofHead(CaptureInfo capture) {
        return of(capture, Extent.HEAD);
    }

    static Optional<SecretsSearch> ofAll(CaptureInfo capture) {
        return of(capture, Extent.ALL);
    }

    private static Optional<SecretsSearch> of(CaptureInfo capture, Extent extent) {
        boolean isPcapng = capture.format() != null && capture.format().startsWith("pcapng");
        return isPcapng ? Optional.of(new SecretsSearch(capture.path(), extent)) : Optional.empty();
    }

    /** Key log lines; of a file that cannot be read to its end, those before. */
    byte[] run(Configuration hadoop) {
        try (ByteSource source = CaptureSource.open(path, hadoop);
                CaptureReader reader = CaptureReader.open(source)) {
            goThrough(reader);
            return reader.secrets();
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return new byte[0]; // whoever reads its packets meets the same, and tells it
        }
    }

    private void goThrough(CaptureReader reader) {
        try {
            boolean goesOn = reader.next();
            while (goesOn && extent == Extent.ALL) {
                goesOn = reader.next();
            }
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // told by whoever reads its packets
        }
    }
}
