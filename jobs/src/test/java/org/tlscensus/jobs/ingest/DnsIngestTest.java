package org.tlscensus.jobs.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.CaptureRecords;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.ocsp.OcspLists;
import org.tlscensus.jobs.store.Mode;

/** What clients asked BIND for, against its zone and the list of questions. */
@ExtendWith(SharedSession.class)
class DnsIngestTest {
    private static final Path DATA = CaptureRecords.demo().resolveSibling("dns");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    /** Rows without what is NULL or false, sorted. */
    private static String told(Iterable<String> rows) throws IOException {
        List<String> told = new ArrayList<>();
        for (String row : rows) {
            JsonNode node = JSON.readTree(row);
            leaveOutNothings(node);
            told.add(node.toString());
        }
        told.sort(null);
        return String.join("\n", told);
    }

    private static void leaveOutNothings(JsonNode node) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                JsonNode value = object.get(name);
                leaveOutNothings(value);
                if (value.isNull() || value.isBoolean() && !value.asBoolean()) {
                    object.remove(name);
                }
            }
        }
    }

    @Test
    void lookupsAreThoseOfTheLaboratory(SparkSession spark) throws IOException {
        Archive archive = new Archive(spark, folder.resolve("tables"));
        archive.ingest(Mode.NEW, null, false, OcspLists.NONE, DATA.resolve("dns.pcap"));
        assertEquals(
                told(Files.readAllLines(DATA.resolve("names.jsonl"))),
                told(
                        archive.rows(
                                "SELECT name, cname_chain, address, service, answers FROM names")));
        assertEquals(
                told(Files.readAllLines(DATA.resolve("queries.jsonl"))),
                told(
                        archive.rows(
                                "SELECT transport, type, purpose, queries, answers,"
                                        + " answers_with_records, nxdomain, other_errors, clients"
                                        + " FROM name_queries")));
    }
}
