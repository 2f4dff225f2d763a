package org.tlscensus.jobs.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.CaptureRecords;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.store.Mode;

/**
 * The table (docs/export.md) of what the ICSI Notary collected: complete, and every expression is
 * one.
 */
@ExtendWith(SharedSession.class)
class NotaryFeaturesTest {
    private static final String HEADING = "## The Notary's features";

    private static final List<String> FEATURES =
            List.of(
                    "offered ciphers",
                    "analyzer error",
                    "client TLS extensions",
                    "server TLS extensions",
                    "content length",
                    "connection history",
                    "duration",
                    "client EC point formats",
                    "sent bytes",
                    "received bytes",
                    "time stamp",
                    "packet loss",
                    "selected cipher",
                    "server certificates",
                    "server IP",
                    "SNI",
                    "DH parameter size",
                    "client ALPN",
                    "server ALPN",
                    "version",
                    "hash(client session id)",
                    "hash(client IP, server IP)",
                    "hash(server session id)",
                    "ticket lifetime hint",
                    "client EC curves",
                    "number of client certificates",
                    "TLS alerts");

    /** Columns that the demo's handshakes all lack. */
    private static final List<String> NOT_IN_THE_DEMO = List.of();

    @TempDir Path folder;

    private static Map<String, String> table() throws IOException {
        Map<String, String> expressions = new LinkedHashMap<>();
        boolean isIn = false;
        for (String line : Files.readAllLines(Path.of("..", "docs", "export.md"))) {
            isIn = line.startsWith("## ") ? line.equals(HEADING) : isIn;
            if (isIn && line.startsWith("| ") && line.contains("`")) {
                String feature = line.substring(2, line.indexOf(" |"));
                int start = line.indexOf('`');
                expressions.put(feature, line.substring(start + 1, line.lastIndexOf('`')));
            }
        }
        return expressions;
    }

    @Test
    void everyFeatureIsInTheTable() throws IOException {
        assertEquals(FEATURES, List.copyOf(table().keySet()));
    }

    @Test
    void everyExpressionHasValues(SparkSession spark) throws IOException {
        Archive archive = new Archive(spark, folder.resolve("tables"));
        archive.ingest(Mode.NEW, null, CaptureRecords.demo().resolve("campus"));
        List<String> counts = new ArrayList<>();
        Map<String, String> table = table();
        int number = 0;
        for (String expression : table.values()) {
            counts.add("count(" + expression + ") AS feature" + number++);
        }
        String row =
                archive.rows("SELECT " + String.join(", ", counts) + " FROM connections").get(0);
        number = 0;
        for (String feature : table.keySet()) {
            boolean isNever = row.contains("\"feature" + number++ + "\":0");
            assertEquals(NOT_IN_THE_DEMO.contains(feature), isNever, feature + " in " + row);
        }
        assertTrue(number > 20);
    }
}
