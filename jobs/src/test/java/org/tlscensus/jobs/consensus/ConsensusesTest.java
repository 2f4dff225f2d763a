package org.tlscensus.jobs.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.CaptureRecords;
import org.tlscensus.jobs.DamagedFile;
import org.tlscensus.jobs.MadeTables;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.query.TableViews;
import org.tlscensus.jobs.schema.ConsensusRow;

@ExtendWith(SharedSession.class)
class ConsensusesTest {
    private static final Path TOR = CaptureRecords.demo().resolveSibling("tor");

    private static final Configuration HADOOP = new Configuration(); // slow to make

    @TempDir Path folder;

    private String tables() throws IOException {
        MadeTables.writeState(folder.resolve("tables"));
        return folder.resolve("tables").toString();
    }

    private static JavaSparkContext context(SparkSession spark) {
        return JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    @Test
    void relaysOfARealNetwork(SparkSession spark) throws IOException {
        String tables = tables();
        Consensuses.Summary summary =
                Consensuses.write(context(spark), tables, List.of(TOR + "/tls1?.consensus"));
        assertEquals(2, summary.files());
        assertEquals(2, summary.documents());
        TableViews.register(spark, tables);
        List<String> relays =
                spark
                        .sql(
                                "SELECT DISTINCT concat_ws(' ', nickname, address, port,"
                                        + " array_contains(flags, 'Guard'), length(fingerprint))"
                                        + " FROM consensus ORDER BY 1")
                        .collectAsList()
                        .stream()
                        .map((Row row) -> row.getString(0))
                        .toList();
        assertTrue(relays.contains("relay1 192.0.2.21 9001 true 40"), relays.toString());
        assertTrue(relays.contains("auth3 203.0.113.13 443 true 40"), relays.toString());
        assertEquals(6, relays.size());
    }

    @Test
    void damagedFilesAreRefusedInALine() throws Exception {
        List<String> words =
                List.of(
                        "valid-after",
                        "r",
                        "a [::",
                        "s",
                        "network-status-version",
                        "99999",
                        "2015-99-99",
                        "\0");
        byte[] valid = Files.readAllBytes(TOR.resolve("tls12.consensus"));
        DamagedFile.check(
                folder.resolve("some.consensus"),
                Arrays.copyOf(valid, Math.min(valid.length, 4000)),
                words,
                file -> Consensuses.relays(file.toString(), HADOOP));
    }

    /** Without the descriptor's digest, with a second address, after another document. */
    @Test
    void documentsWithMicrodescriptors() throws IOException {
        String text =
                """
                network-status-version 3 microdesc
                valid-after 2015-10-01 12:00:00
                valid-until 2015-10-01 15:00:00
                r one AAAAAAAAAAAAAAAAAAAAAAAAAAA 2015-10-01 01:02:03 192.0.2.1 9001 0
                a [2001:DB8::1]:9090
                s Exit Running
                r broken
                s Guard
                r two //////////////////////////8 2015-10-01 01:02:03 192.0.2.2 443 80
                directory-footer
                network-status-version 3
                valid-after tomorrow
                r three AAAAAAAAAAAAAAAAAAAAAAAAAAA x 2015-10-01 01:02:03 192.0.2.3 9001 0
                """;
        List<ConsensusRow> relays =
                ConsensusDocument.read(new BufferedReader(new StringReader(text)));
        assertEquals(
                List.of(
                        "one 192.0.2.1 9001 [Exit, Running]",
                        "one 2001:db8::1 9090 [Exit, Running]",
                        "two 192.0.2.2 443 []"),
                relays.stream()
                        .map(
                                r ->
                                        r.nickname()
                                                + " "
                                                + r.address()
                                                + " "
                                                + r.port()
                                                + " "
                                                + r.flags())
                        .toList());
        assertEquals("f".repeat(38) + "ff", relays.get(2).fingerprint());
    }

    @Test
    void whatIsNoConsensusIsTold(SparkSession spark) throws IOException {
        String tables = tables();
        assertThrows(
                UserError.class,
                () ->
                        Consensuses.write(
                                context(spark),
                                tables,
                                List.of(folder.resolve("none").toString())));
        Path text = Files.writeString(folder.resolve("text"), "nothing");
        Exception failure =
                assertThrows(
                        Exception.class,
                        () -> Consensuses.write(context(spark), tables, List.of(text.toString())));
        assertTrue(failure.toString().contains("is no consensus document"), failure.toString());
        assertTrue(Files.notExists(folder.resolve("tables/consensus")));
    }
}
