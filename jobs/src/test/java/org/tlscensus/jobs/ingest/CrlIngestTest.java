package org.tlscensus.jobs.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.x509.RevocationList;
import org.tlscensus.jobs.CaptureRecords;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.ocsp.KeptLists;
import org.tlscensus.jobs.ocsp.OcspLists;
import org.tlscensus.jobs.store.Mode;

/** Downloads of revocation lists against what OpenSSL says of the lists, and nginx's files. */
@ExtendWith(SharedSession.class)
class CrlIngestTest {
    private static final Path DATA = CaptureRecords.demo().resolveSibling("crl");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    @Test
    void downloadsAreThoseOfTheLaboratory(SparkSession spark) throws IOException {
        Archive archive = new Archive(spark, folder.resolve("tables"));
        archive.ingest(Mode.NEW, null, false, OcspLists.NONE, DATA.resolve("crl.pcap"));
        List<String> rows = archive.rows("SELECT * FROM crls ORDER BY client_port, response_time");
        List<String> answers = Files.readAllLines(DATA.resolve("expected.jsonl"));
        assertEquals(answers.size(), rows.size());
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            JsonNode answer = JSON.readTree(answers.get(i));
            JsonNode row = JSON.readTree(rows.get(i));
            assertTrue(row.get("response_end_time").asText().length() > 20, rows.get(i));
            for (Iterator<String> names = answer.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                String wanted = answer.get(name).asText();
                String told = row.get(name).asText();
                if (!wanted.equals(told)) {
                    differences.add(answer + ": " + name + ": " + told);
                }
            }
        }
        assertEquals("", String.join("\n", differences));
    }

    /** For validate: each that was whole, once, whoever downloaded it. */
    @Test
    void listsAreKept(SparkSession spark) throws IOException, ParseException {
        Archive archive = new Archive(spark, folder.resolve("tables"));
        archive.ingest(Mode.NEW, null, false, OcspLists.NONE, DATA.resolve("crl.pcap"));
        List<Integer> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("tables").resolve(KeptLists.FOLDER))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".zst")).toList()) {
                Iterator<byte[]> lists =
                        KeptLists.read(
                                new org.apache.hadoop.fs.Path(file.toString()),
                                new Configuration());
                while (lists.hasNext()) {
                    List<String> serials = new ArrayList<>();
                    RevocationList.parse(lists.next())
                            .entries(entry -> serials.add(entry.serialNumber()));
                    entries.add(serials.size());
                }
            }
        }
        assertEquals(List.of(0, 1, 2, 3, 400), entries.stream().sorted().toList());
    }
}
