package org.tlscensus.jobs.ingest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.DamagedFile;

class KnownSecretsTest {
    private static final Configuration HADOOP = new Configuration(); // slow to make

    @TempDir Path folder;

    /** Lines that are none are passed over; what is no file is refused. Names may have colons. */
    @Test
    void damagedKeyLogsAreReadOrRefusedInALine() throws Exception {
        DamagedFile.check(
                folder.resolve("12:30 [a].keys"),
                Files.readAllBytes(Path.of("..", "datasets", "keylog", "curl.keys")),
                List.of("CLIENT_RANDOM", "QUIC_", "CLIENT_RANDOM 00 00", "0"),
                file -> KnownSecrets.read(List.of(file.toString()), HADOOP));
    }
}
