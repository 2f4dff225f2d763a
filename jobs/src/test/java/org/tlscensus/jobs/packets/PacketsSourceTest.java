package org.tlscensus.jobs.packets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.capture.FileByteSource;
import org.tlscensus.core.packet.Outcome;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.packet.PacketLimits;
import org.tlscensus.core.wire.AddressText;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.failure.UserError;

/** Spark's rows of captures are the packets of the captures. */
@ExtendWith(SharedSession.class)
class PacketsSourceTest {
    private static final Path DATASETS = Path.of("..", "datasets");
    private static final String LINE =
            "concat_ws(' ', position, time_nanos, unix_micros(time), link_type, captured_length,"
                    + " original_length, crc32(bytes), transport, source_address, source_port,"
                    + " destination_address, destination_port)";

    @TempDir private Path folder;

    private static Dataset<Row> read(SparkSession spark, String... paths) {
        return spark.read().format(PacketsSource.NAME).load(paths);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "quic", "starttls", "tor"})
    void rowsAreThePacketsOfTheCaptures(String dataset, SparkSession spark) throws IOException {
        Path site = DATASETS.resolve(dataset).toRealPath();
        List<Path> captures;
        try (Stream<Path> files = Files.walk(site)) {
            captures = files.filter(file -> file.toString().contains(".pcap")).toList();
        }
        List<String> expected = new ArrayList<>();
        for (Path capture : captures) {
            expected.addAll(lines(capture));
        }
        List<String> rows =
                read(spark, captures.stream().map(Path::toString).toArray(String[]::new))
                        .selectExpr(LINE)
                        .collectAsList()
                        .stream()
                        .map(row -> row.getString(0))
                        .sorted()
                        .toList();
        expected.sort(null);
        assertFalse(rows.isEmpty());
        assertEquals(expected, rows);
    }

    private static List<String> lines(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        PacketDecoder decoder = new PacketDecoder(PacketLimits.DEFAULTS);
        try (FileByteSource source = new FileByteSource(file);
                CaptureReader packet = CaptureReader.open(source)) {
            while (packet.next()) {
                byte[] bytes =
                        Arrays.copyOfRange(
                                packet.bytes(),
                                packet.offset(),
                                packet.offset() + packet.capturedLength());
                StringBuilder line = new StringBuilder();
                line.append(packet.position()).append(' ').append(packet.timeNanos());
                line.append(' ').append(Math.floorDiv(packet.timeNanos(), 1000));
                line.append(' ').append(packet.linkType());
                line.append(' ').append(packet.capturedLength());
                line.append(' ').append(packet.originalLength());
                CRC32 checksum = new CRC32();
                checksum.update(bytes);
                line.append(' ').append(checksum.getValue());
                Outcome outcome = decoder.decode(packet);
                if (outcome.hasFlow()) {
                    line.append(decoder.isTcp() ? " tcp " : " udp ");
                    line.append(AddressText.of(decoder.sourceHigh(), decoder.sourceLow()));
                    line.append(' ').append(decoder.sourcePort()).append(' ');
                    line.append(
                            AddressText.of(decoder.destinationHigh(), decoder.destinationLow()));
                    line.append(' ').append(decoder.destinationPort());
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }

    /** Partitions are ranges of bytes, and all packets are there once. */
    @Test
    void aLargeCaptureIsReadInParts(SparkSession spark) throws IOException {
        Path large = folder.resolve("large.pcap");
        byte[] capture = Files.readAllBytes(DATASETS.resolve("demo/campus/campus-01.pcap"));
        try (var out = Files.newOutputStream(large)) {
            out.write(capture);
            for (int i = 0; i < (3 << 20) / capture.length; i++) {
                out.write(capture, 24, capture.length - 24);
            }
        }
        Dataset<Row> whole = read(spark, large.toString());
        Dataset<Row> parts =
                spark.read()
                        .format(PacketsSource.NAME)
                        .option("splitBytes", 300_000)
                        .load(large.toString());
        assertTrue(parts.rdd().getNumPartitions() > 7, "parts " + parts.rdd().getNumPartitions());
        assertEquals(whole.count(), parts.count());
        assertEquals(0, whole.selectExpr(LINE).except(parts.selectExpr(LINE)).count());
        assertEquals(parts.count(), parts.select("position").distinct().count());
    }

    @Test
    void onlyWantedColumnsAreRead(SparkSession spark) {
        Dataset<Row> packets =
                read(spark, DATASETS.resolve("demo/campus").toString())
                        .where("transport = 'tcp'")
                        .select("time", "source_port");
        PacketsScan scan = new PacketsScan(null);
        scan.pruneColumns(packets.schema());
        assertEquals(packets.schema(), scan.readSchema());
        String plan = packets.queryExecution().executedPlan().toString();
        assertFalse(plan.contains("bytes"), plan);
        assertTrue(packets.count() > 100);
    }

    /** Small captures share a partition. */
    @Test
    void manyCapturesAreFewTasks(SparkSession spark) {
        Dataset<Row> packets = read(spark, DATASETS.resolve("starttls").toString());
        assertEquals(1, packets.rdd().getNumPartitions());
        assertTrue(packets.select("capture").distinct().count() > 10);
    }

    @Test
    void fragmentsAndWhatIsNotIpHaveNoPorts(SparkSession spark) {
        List<Row> rows =
                read(spark, DATASETS.resolve("faults").toString())
                        .groupBy("outcome")
                        .agg(functions.expr("count(source_port)").as("ports"))
                        .collectAsList();
        for (Row row : rows) {
            boolean hasFlow = List.of("decoded", "undecoded_tunnel").contains(row.getString(0));
            assertEquals(hasFlow, row.getLong(1) > 0, Objects.toString(row));
        }
    }

    @Test
    void mistakesAreTold(SparkSession spark) throws IOException {
        assertThrows(UserError.class, () -> read(spark, "/nowhere.pcap").count());
        Path torn = folder.resolve("torn.pcap");
        byte[] capture = Files.readAllBytes(DATASETS.resolve("demo/campus/campus-01.pcap"));
        Files.write(torn, Arrays.copyOf(capture, capture.length - 3));
        long packets = read(spark, torn.toString()).count();
        assertEquals(lines(torn).size(), packets);
        Dataset<Row> strict =
                spark.read()
                        .format(PacketsSource.NAME)
                        .option("strict", true)
                        .load(torn.toString());
        Exception damaged = assertThrows(Exception.class, strict::count);
        assertTrue(damaged.toString().contains("runs past the end"), damaged.toString());
    }
}
