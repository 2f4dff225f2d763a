package org.tlscensus.jobs.export;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What a contribution to a notary tells. */
final class NotarySchema {
    static final int VERSION = 1;

    static final String CONNECTIONS = "connections";
    static final String CERTIFICATES = "certificates";

    /** The column by which a connection is the same in several contributions of a site. */
    static final String CONNECTION = "connection";

    /** The Notary's features of a connection, and the connection's name. */
    static final List<NotaryColumn> CONNECTION_COLUMNS =
            List.of(
                    NotaryColumn.of(CONNECTION, "VARCHAR", NotarySchema::connection),
                    NotaryColumn.of("offered_ciphers", "INTEGER[]"),
                    NotaryColumn.of("analyzer_error", "VARCHAR[]"),
                    NotaryColumn.of("client_extensions", "INTEGER[]"),
                    NotaryColumn.of("server_extensions", "INTEGER[]"),
                    NotaryColumn.of("content_length", "BIGINT"),
                    NotaryColumn.of("connection_history", "VARCHAR"),
                    NotaryColumn.of("duration", "BIGINT", (row, key, k) -> wholeSeconds(row)),
                    NotaryColumn.of("client_point_formats", "INTEGER[]"),
                    NotaryColumn.of("sent_bytes", "BIGINT"),
                    NotaryColumn.of("received_bytes", "BIGINT"),
                    NotaryColumn.of(
                            "time_stamp",
                            "TIMESTAMPTZ",
                            (row, key, k) ->
                                    row.time("start_time").truncatedTo(ChronoUnit.SECONDS)),
                    NotaryColumn.of("packet_loss", "BIGINT"),
                    NotaryColumn.of("selected_cipher", "VARCHAR"),
                    NotaryColumn.of("server_certificates", "VARCHAR[]"),
                    NotaryColumn.of("server_ip", "VARCHAR"),
                    NotaryColumn.of("server_name", "VARCHAR", NotarySchema::serverName),
                    NotaryColumn.of("dh_parameter_size", "INTEGER"),
                    NotaryColumn.of("client_alpn", "VARCHAR[]"),
                    NotaryColumn.of("server_alpn", "VARCHAR"),
                    NotaryColumn.of("version", "VARCHAR"),
                    NotaryColumn.of(
                            "client_session_id_hash",
                            "VARCHAR",
                            (row, key, k) -> session(row, key, "client")),
                    NotaryColumn.of("client_server_hash", "VARCHAR", NotarySchema::ends),
                    NotaryColumn.of(
                            "server_session_id_hash",
                            "VARCHAR",
                            (row, key, k) -> session(row, key, "server")),
                    NotaryColumn.of("ticket_lifetime_hint", "BIGINT"),
                    NotaryColumn.of("client_curves", "INTEGER[]"),
                    NotaryColumn.of("client_certificates", "INTEGER"),
                    NotaryColumn.of("alerts", "VARCHAR[]", (row, key, k) -> alerts(row)));

    /** Certificates of servers, with the Notary's counts. */
    static final List<NotaryColumn> CERTIFICATE_COLUMNS =
            List.of(
                    NotaryColumn.of("sha256", "VARCHAR"),
                    NotaryColumn.of("sha1", "VARCHAR"),
                    NotaryColumn.of("der", "BLOB"),
                    NotaryColumn.of("first_seen", "BIGINT"),
                    NotaryColumn.of("last_seen", "BIGINT"),
                    NotaryColumn.of("times_seen", "BIGINT"),
                    NotaryColumn.of("validated", "BIGINT"),
                    NotaryColumn.of("connections", "BIGINT"));

    private NotarySchema() {}

    private static String connection(NamedRow row, NotaryKey key, long minimum) {
        return key.hash("connection", row.text("connection_id"));
    }

    private static Long wholeSeconds(NamedRow row) {
        Double seconds = row.fraction("duration");
        return seconds == null ? null : (Long) Math.round(seconds);
    }

    /** Left out where too few clients asked for it: it may tell who they are. */
    private static String serverName(NamedRow row, NotaryKey key, long minimum) {
        return minimum > 1 && row.count("server_name_clients") < minimum
                ? null
                : row.text("server_name");
    }

    private static String ends(NamedRow row, NotaryKey key, long minimum) {
        return key.hash("ends", row.text("tls_client_address"), row.text("tls_server_address"));
    }

    /** The same for both sides, so that a resumption shows. */
    private static String session(NamedRow row, NotaryKey key, String side) {
        return key.hash("session", row.text(side + "_session_id_hash"));
    }

    private static List<String> alerts(NamedRow row) {
        List<String> client = row.texts("client_alerts");
        List<String> server = row.texts("server_alerts");
        if (client == null && server == null) {
            return null;
        }
        List<String> all = new ArrayList<>(client == null ? List.of() : client);
        all.addAll(server == null ? List.of() : server);
        return all;
    }
}
