package org.tlscensus.jobs.ocsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tlscensus.jobs.SharedSession;

/** Some 200 handshakes and lookups whose pairs are known. */
@ExtendWith(SharedSession.class)
class TlsTiesTest {
    private final List<String> connections = new ArrayList<>();
    private final List<String> certificates = new ArrayList<>();
    private final List<String> exchanges = new ArrayList<>();
    private final Map<String, String> expected = new TreeMap<>();
    private int number;

    private static String time(double seconds) {
        return java.time.Instant.parse("2015-10-01T12:00:00Z")
                .plusMillis(Math.round(1000 * seconds))
                .toString();
    }

    private String certificate() {
        String sha256 = "cert" + certificates.size();
        certificates.add(
                String.format(
                        "{\"sha256\":\"%s\",\"hash_algorithm\":\"sha1\",\"issuer_name_hash\":\"aa\","
                                + "\"serial_number\":\"%s\",\"uris\":[\"ocsp.test\"]}",
                        sha256, sha256));
        return sha256;
    }

    private String handshake(String client, String certificate, double seconds) {
        String id = "tls" + number++;
        connections.add(
                String.format(
                        "{\"site\":\"s\",\"connection_id\":\"%s\",\"client_address\":\"%s\",\"tls\":"
                                + "{\"certificate_time\":\"%s\",\"server_chain\":[\"%s\",\"ca\",\"%s\"]}}",
                        id, client, time(seconds), certificate, certificate));
        return id;
    }

    private void lookup(String client, String uri, String certificate, double seconds, String tls) {
        String id = "ocsp" + number++;
        exchanges.add(
                String.format(
                        "{\"site\":\"s\",\"exchange_id\":\"%s\",\"ordinal\":0,\"client_address\":\"%s\","
                                + "\"responder_uri\":\"%s\",\"hash_algorithm\":\"sha1\","
                                + "\"issuer_name_hash\":\"aa\",\"serial_number\":\"%s\","
                                + "\"request_time\":\"%s\"}",
                        id, client, uri, certificate, time(seconds)));
        if (tls != null) {
            expected.put(id, tls);
        }
    }

    private Dataset<Row> rows(SparkSession spark, List<String> json, String schema) {
        Collections.shuffle(json, new Random(1));
        return spark.read()
                .schema(schema)
                .json(spark.createDataset(json, Encoders.STRING()).repartition(3));
    }

    @Test
    void pairsAreTheKnownOnes(SparkSession spark) {
        for (int i = 0; i < 40; i++) {
            String leaf = certificate();
            String one = handshake("10.0.0.1", leaf, i);
            String other = handshake("10.0.0.2", leaf, i); // two clients at once
            lookup("10.0.0.1", "ocsp.test", leaf, i + 0.1, one);
            lookup("10.0.0.2", "ocsp.test", leaf, i + 0.1, other);
            lookup("10.0.0.1", "ocsp.test", leaf, i + 0.2, null); // asked again
            lookup("10.0.0.3", "ocsp.test", leaf, i + 0.1, null); // who did not shake hands
        }
        for (int i = 0; i < 20; i++) {
            String leaf = certificate();
            lookup("10.0.1.1", "ocsp.test", leaf, i + 359, handshake("10.0.1.1", leaf, i));
            String late = certificate();
            handshake("10.0.1.1", late, i);
            lookup("10.0.1.1", "ocsp.test", late, i + 361, null);
            String early = certificate();
            handshake("10.0.1.1", early, i);
            lookup("10.0.1.1", "ocsp.test", early, i - 1, null); // before it came
            String elsewhere = certificate();
            handshake("10.0.1.1", elsewhere, i);
            lookup("10.0.1.1", "ocsp.test/other", elsewhere, i + 1, null);
        }
        for (int i = 0; i < 20; i++) {
            String leaf = certificate();
            String first = handshake("10.0.2.1", leaf, i);
            String second = handshake("10.0.2.1", leaf, i + 1);
            lookup("10.0.2.1", "ocsp.test", leaf, i + 2, first); // first in, first matched
            lookup("10.0.2.1", "ocsp.test", leaf, i + 3, second);
            String old = certificate();
            handshake("10.0.2.1", old, i);
            lookup("10.0.2.1", "ocsp.test", old, i + 400, handshake("10.0.2.1", old, i + 300));
        }
        assertTrue(connections.size() >= 200, "handshakes: " + connections.size());
        Dataset<Row> ties =
                TlsTies.of(
                        spark,
                        rows(
                                spark,
                                exchanges,
                                "site STRING, exchange_id STRING, ordinal INT, client_address STRING,"
                                        + " responder_uri STRING, hash_algorithm STRING,"
                                        + " issuer_name_hash STRING, serial_number STRING,"
                                        + " request_time TIMESTAMP, response_time TIMESTAMP"),
                        rows(
                                spark,
                                connections,
                                "site STRING, connection_id STRING, client_address STRING, tls"
                                        + " STRUCT<certificate_time: TIMESTAMP, server_chain:"
                                        + " ARRAY<STRING>>"),
                        rows(
                                spark,
                                certificates,
                                "sha256 STRING, hash_algorithm STRING, issuer_name_hash STRING,"
                                        + " serial_number STRING, uris ARRAY<STRING>"));
        Map<String, String> told = new TreeMap<>();
        for (Row row : ties.collectAsList()) {
            told.put(row.getAs("exchange_id"), row.getAs("tls_connection_id"));
        }
        assertEquals(expected, told);
    }
}
