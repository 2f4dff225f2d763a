package org.tlscensus.jobs.peek;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.function.Function;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.TlsRow;

/** What is told of a handshake: column by column, as the tables name and show it. */
final class HandshakeLine {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    /** A column; its value is null where the handshake does not show it. */
    private record Column(String name, Function<Handshake, Object> value) {}

    private record Handshake(ConnectionRow row, TlsRow tls, Function<String, String> subjects) {
        /** The ClientHello's time, so that lines can be compared with packets. */
        String time() {
            Instant hello = tls.clientHelloTime();
            return TIME.format(hello == null ? row.startTime() : hello);
        }

        List<String> alpn() {
            return tls.clientHello() == null ? null : tls.clientHello().alpn();
        }

        String subject() {
            List<String> chain = tls.serverChain();
            return chain == null || chain.isEmpty() ? null : subjects.apply(chain.get(0));
        }
    }

    private static final List<Column> COLUMNS =
            List.of(
                    new Column("time", Handshake::time),
                    new Column("transport", h -> h.row().transport()),
                    new Column("client_address", h -> h.row().clientAddress()),
                    new Column("client_port", h -> h.row().clientPort()),
                    new Column("server_address", h -> h.row().serverAddress()),
                    new Column("server_port", h -> h.row().serverPort()),
                    new Column("protocol", h -> h.row().protocol()),
                    new Column("version", h -> h.tls().version()),
                    new Column("cipher_suite", h -> h.tls().cipherSuite()),
                    new Column("server_name", h -> h.tls().serverName()),
                    new Column("alpn", Handshake::alpn),
                    new Column("alpn_selected", h -> h.tls().alpnSelected()),
                    new Column("ja4", h -> h.tls().ja4()),
                    new Column("subject", Handshake::subject));

    private HandshakeLine() {}

    /** The line that names the columns. */
    static String header() {
        return String.join("\t", COLUMNS.stream().map(Column::name).toList());
    }

    /**
     * A line of values with tabs between; absent ones are empty.
     *
     * @param subjects subjects of certificates by SHA-256
     */
    static String tabbed(ConnectionRow row, Function<String, String> subjects) {
        Handshake handshake = new Handshake(row, row.tls(), subjects);
        StringBuilder line = new StringBuilder();
        for (Column column : COLUMNS) {
            if (line.length() > 0) {
                line.append('\t');
            }
            line.append(VisibleCell.of(column.value().apply(handshake)));
        }
        return line.toString();
    }

    /** A line that is an object of JSON; absent values are null. */
    static String json(ConnectionRow row, Function<String, String> subjects) {
        Handshake handshake = new Handshake(row, row.tls(), subjects);
        JsonLine line = new JsonLine();
        for (Column column : COLUMNS) {
            line.add(column.name(), column.value().apply(handshake));
        }
        return line.toString();
    }
}
