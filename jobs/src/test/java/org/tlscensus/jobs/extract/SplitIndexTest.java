package org.tlscensus.jobs.extract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.ingest.Archive;
import org.tlscensus.jobs.ingest.ArchiveCaptures;
import org.tlscensus.jobs.store.Mode;

/** With a split index the same packets come out, and little is read for them. */
@ExtendWith(SharedSession.class)
class SplitIndexTest {
    private static final Path CAMPUS = Path.of("..", "datasets", "demo", "campus");
    private static final Configuration HADOOP = new Configuration();
    private static final long SPLIT_BYTES = 5 << 20; // no multiple of a block

    @TempDir private Path folder;

    @Test
    void samePacketsComeOutOfLess(SparkSession spark) throws IOException {
        Path first = folder.resolve("a.pcap");
        Path second = folder.resolve("b.pcap");
        LongCapture.write(CAMPUS.resolve("campus-01.pcap"), first, 90);
        LongCapture.write(CAMPUS.resolve("campus-01.pcap"), folder.resolve("later.pcap"), 180);
        tail(folder.resolve("later.pcap"), Files.size(first), second);
        Path plain = folder.resolve("plain");
        new Archive(spark, plain).ingest(Mode.NEW, SPLIT_BYTES, first, second);
        Path indexed = folder.resolve("indexed");
        Archive archive = new Archive(spark, indexed).withSplitIndex();
        archive.ingest(Mode.NEW, SPLIT_BYTES, first);
        archive.ingest(Mode.APPEND, SPLIT_BYTES, first, second);

        List<WantedConnection> wanted = wanted(archive);
        assertEquals(3, wanted.size());
        Extract.Summary whole = extract(plain, wanted, "whole.pcapng");
        Extract.Summary less = extract(indexed, wanted, "less.pcapng");
        assertEquals(List.of(), less.notes());
        assertEquals(whole.packets(), less.packets());
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("whole.pcapng")),
                Files.readAllBytes(folder.resolve("less.pcapng")));
        assertEquals(whole.bytes(), whole.bytesRead());
        assertTrue(less.bytesRead() < less.bytes() * 2 / 3, less.bytesRead() + " bytes were read");

        change(first);
        Extract.Summary changed = extract(indexed, wanted, "changed.pcapng");
        assertTrue(changed.notes().get(0).contains("it has changed"), changed.notes().toString());
    }

    /** A capture with the packets that a longer one has behind some bytes. */
    private static void tail(Path capture, long from, Path target) throws IOException {
        byte[] bytes = Files.readAllBytes(capture);
        ByteBuffer out = ByteBuffer.allocate((int) (bytes.length - from) + 24);
        out.put(bytes, 0, 24).put(bytes, (int) from, (int) (bytes.length - from));
        Files.write(target, out.array());
    }

    private static void change(Path capture) throws IOException {
        try (FileChannel file = FileChannel.open(capture, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {1}), 24 + 16 + 5); // of a MAC address
        }
    }

    private Extract.Summary extract(Path tables, List<WantedConnection> wanted, String out)
            throws IOException {
        ArchiveCaptures captures = ArchiveCaptures.of(tables.toString(), HADOOP);
        return new Extract(captures, new byte[0], HADOOP)
                .write(wanted, folder.resolve(out).toString(), false);
    }

    /** Some connections of the first and of the last hour of both captures. */
    private static List<WantedConnection> wanted(Archive archive) throws IOException {
        List<WantedConnection> wanted = new ArrayList<>();
        String query =
                "SELECT * EXCLUDE (n) FROM (SELECT connection_id, transport, client_address,"
                        + " client_port, server_address, server_port, epoch_us(start_time) AS start,"
                        + " epoch_us(end_time) AS end, client_packets + server_packets AS packets,"
                        + " captures, row_number() OVER (ORDER BY start_time, connection_id) AS n"
                        + " FROM connections) WHERE n IN (1, 2) OR n % 1000 = 0";
        for (String row : archive.rows(query)) {
            JsonNode of = JsonMapper.builder().build().readTree(row);
            List<String> captures = new ArrayList<>();
            of.get("captures").forEach(name -> captures.add(name.asText()));
            wanted.add(
                    new WantedConnection(
                            of.get("connection_id").asText(),
                            "s",
                            of.get("transport").asText(),
                            of.get("client_address").asText(),
                            of.get("client_port").asInt(),
                            of.get("server_address").asText(),
                            of.get("server_port").asInt(),
                            of.get("start").asLong(),
                            of.get("end").asLong(),
                            of.get("packets").asLong(),
                            null,
                            captures));
        }
        return wanted;
    }
}
