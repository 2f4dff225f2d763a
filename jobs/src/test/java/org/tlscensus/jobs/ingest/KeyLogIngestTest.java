package org.tlscensus.jobs.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.store.Mode;

/** Secrets from key logs and from captures reach the handshakes, wherever they stand. */
@ExtendWith(SharedSession.class)
class KeyLogIngestTest {
    private static final Path KEY_LOGS = Path.of("..", "datasets", "keylog");
    private static final int SECRETS = 0xa; // block type

    private static final String ROWS =
            "SELECT client_port, tls.decrypted, tls.server_chain, tls.client_chain,"
                    + " tls.alpn_selected, tls.history, anomalies FROM connections"
                    + " ORDER BY client_port";

    @TempDir Path folder;

    private List<String> rows(
            SparkSession spark, String name, Path capture, Long splitBytes, List<String> keyLogs)
            throws IOException {
        Archive archive = new Archive(spark, folder.resolve(name), keyLogs);
        archive.ingest(Mode.NEW, splitBytes, capture);
        return archive.rows(ROWS);
    }

    /** The same file with its blocks of secrets at the end. */
    private static byte[] secretsLast(byte[] pcapng) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(pcapng).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream others = new ByteArrayOutputStream();
        ByteArrayOutputStream secrets = new ByteArrayOutputStream();
        int at = 0;
        while (at < pcapng.length) {
            int length = in.getInt(at + 4);
            (in.getInt(at) == SECRETS ? secrets : others).write(pcapng, at, length);
            at += length;
        }
        assertTrue(secrets.size() > 0);
        secrets.writeTo(others);
        return others.toByteArray();
    }

    @Test
    void secretsComeFromAnywhere(SparkSession spark) throws IOException {
        Path capture = KEY_LOGS.resolve("tls13-aes128.pcap");
        Path inside = KEY_LOGS.resolve("tls13-aes128-inside.pcapng");
        Path last = folder.resolve("last.pcapng");
        Files.write(last, secretsLast(Files.readAllBytes(inside)));
        List<String> keyLogs = List.of(KEY_LOGS.resolve("tls13-aes128.keys").toString());

        List<String> expected = rows(spark, "log", capture, null, keyLogs);
        assertTrue(expected.get(0).contains("\"decrypted\":true"), expected::toString);
        assertTrue(expected.get(0).contains("\"http/1.1\""), expected::toString);
        assertEquals(expected, rows(spark, "inside", inside, null, List.of()));
        assertEquals(expected, rows(spark, "last", last, null, List.of()));
        assertEquals(expected, rows(spark, "splits", last, 1500L, List.of()));
    }

    @Test
    void aKeyLogThatIsNotThereIsAMistake(SparkSession spark) {
        Path capture = KEY_LOGS.resolve("curl.pcap");
        List<String> none = List.of(folder.resolve("none").toString());
        assertThrows(UserError.class, () -> rows(spark, "none", capture, null, none));
    }
}
