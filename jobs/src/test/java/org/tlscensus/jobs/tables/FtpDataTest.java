package org.tlscensus.jobs.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.query.TableViews;
import org.tlscensus.jobs.schema.Table;

/** The view of FTP's data channels, over made-up connections. */
@ExtendWith(SharedSession.class)
class FtpDataTest {
    /** Id, client, server, begin of TLS, end, session set up; all of them on one site. */
    private static final String CONTROLS =
            """
            first    | 10.0.0.1:40000 | 192.0.2.1:21  | 10:00:01 | 10:05:00 | s1 | "protocol":"ftp","starttls":{"upgraded":true}
            second   | 10.0.0.1:40100 | 192.0.2.1:21  | 10:02:00 | 10:04:00 | s2 | "protocol":"ftp","starttls":{"upgraded":true}
            clear    | 10.0.0.2:40000 | 192.0.2.1:21  | 10:00:00 | 10:09:00 | s3 | "protocol":"ftp","starttls":{"upgraded":false}
            implicit | 10.0.0.3:40000 | 192.0.2.1:990 | 10:00:00 | 10:09:00 | s4 | "transport":"tcp"
            loop     | 127.0.0.1:40000 | 127.0.0.1:21 | 10:00:00 | 10:09:00 | s5 | "protocol":"ftp","starttls":{"upgraded":true}
            """;

    /** Id, client, server, begin, session offered, other columns. */
    private static final String CHANNELS =
            """
            session     | 10.0.0.1:40001 | 192.0.2.1:50001 | 10:03:00 | s1 |
            ticket      | 10.0.0.1:40002 | 192.0.2.1:50002 | 10:03:10 | r1 | "resumption":"ticket"
            fresh       | 10.0.0.1:40003 | 192.0.2.1:50003 | 10:01:00 | r2 | "alpn_selected":"x"
            own name    | 10.0.0.1:40004 | 192.0.2.1:50004 | 10:01:10 | r3 | ALPN "x-ftp-data"
            answered    | 10.0.0.1:40005 | 192.0.2.1:20    | 10:01:20 | r4 |
            called back | 192.0.2.1:20   | 10.0.0.1:50005  | 10:01:30 | r5 |
            from start  | 10.0.0.3:40006 | 192.0.2.1:50006 | 10:09:00 | s4 |
            early       | 10.0.0.1:40007 | 192.0.2.1:50007 | 10:00:00 | r6 |
            late        | 10.0.0.1:40008 | 192.0.2.1:50008 | 10:05:01 | s1 |
            web         | 10.0.0.1:40009 | 192.0.2.1:8443  | 10:01:40 | r7 | ALPN "h2","http/1.1"
            low port    | 10.0.0.1:40010 | 192.0.2.1:443   | 10:01:50 | r8 |
            other host  | 10.0.0.1:40011 | 192.0.2.9:50009 | 10:01:50 | s1 |
            in clear    | 10.0.0.2:40012 | 192.0.2.1:50010 | 10:01:50 | s3 |
            same host   | 127.0.0.1:40013 | 127.0.0.1:50011 | 10:01:50 | s5 |
            by the hello | 127.0.0.1:40014 | 127.0.0.1:50013 | 10:01:50 | r10 | "roles_reversed":true
            same host's | 127.0.0.1:20   | 127.0.0.1:50012 | 10:01:50 | r9 |
            """;

    private static String[] cells(String line) {
        String[] cells = line.split("\\|", -1);
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cells[i].strip();
        }
        return cells;
    }

    private static String start(String id, String client, String server) {
        String[] from = client.split(":", -1);
        String[] to = server.split(":", -1);
        return String.format(
                "{\"site\":\"s\",\"date\":\"2026-03-01\",\"transport\":\"tcp\",\"connection_id\":\"%s\","
                        + "\"client_address\":\"%s\",\"client_port\":%s,\"server_address\":\"%s\",\"server_port\":%s,",
                id, from[0], from[1], to[0], to[1]);
    }

    private static String control(String[] cells) {
        return start(cells[0], cells[1], cells[2])
                + String.format(
                        "\"end_time\":\"2026-03-01T%sZ\",%s,\"tls\":{\"client_hello_time\":\"2026-03-01T%sZ\","
                                + "\"server_hello\":{\"session_id_hash\":\"%s\",\"session_id_length\":32}}}",
                        cells[4], cells[6], cells[3], cells[5]);
    }

    private static String channel(String[] cells) {
        boolean hasAlpn = cells[5].startsWith("ALPN ");
        String tls = hasAlpn || cells[5].isEmpty() ? "" : cells[5] + ",";
        String alpn = hasAlpn ? ",\"alpn\":[" + cells[5].substring(5) + "]" : "";
        return start(cells[0], cells[1], cells[2])
                + String.format(
                        "\"start_time\":\"2026-03-01T%sZ\",\"tls\":{%s\"client_hello\":{\"session_id_hash\":\"%s\"%s}}}",
                        cells[3], tls, cells[4], alpn);
    }

    @Test
    void channelsAreTiedToTheirControlConnection(SparkSession spark, @TempDir Path folder) {
        List<String> rows = new ArrayList<>();
        CONTROLS.lines().map(FtpDataTest::cells).map(FtpDataTest::control).forEach(rows::add);
        CHANNELS.lines().map(FtpDataTest::cells).map(FtpDataTest::channel).forEach(rows::add);
        MadeTables.write(spark, folder, Table.CONNECTIONS, rows);
        TableViews.register(spark, folder.toString());
        List<String> found =
                spark
                        .sql(
                                "SELECT connection_id, control_connection_id, evidence, mode,"
                                        + " control_connections FROM ftp_data ORDER BY connection_id")
                        .collectAsList()
                        .stream()
                        .map(row -> row.mkString(" | "))
                        .toList();
        assertEquals(
                """
                answered | first | hosts | active | 1
                by the hello | loop | hosts | active | 1
                called back | first | hosts | active | 1
                fresh | first | hosts | passive | 1
                from start | implicit | session_id | passive | 1
                own name | first | hosts | passive | 1
                same host | loop | session_id | passive | 1
                same host's | loop | hosts | active | 1
                session | first | session_id | passive | 2
                ticket | second | resumption | passive | 2""",
                String.join("\n", found));
    }
}
