package org.tlscensus.core.starttls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.tlscensus.core.wire.Side;

/**
 * A dialogue as it is written in the test resources. A script begins with a line "# name"; "C:" and
 * "S:" are lines of client and server, which get their CRLF unless the script says "raw"; "C#" and
 * "S#" are bytes in hex; {@code <TLS>} is a hello; "ports" the client's and the server's; "=" what
 * is to come of it. Whose SYN was seen, if any, tells who accepted the connection.
 */
record Script(
        String name,
        List<Turn> turns,
        int clientPort,
        int serverPort,
        Side acceptor,
        String expected) {
    /** What one side sends. */
    record Turn(Side sender, byte[] bytes) {}

    /** TLS 1.2, one suite, no extensions. */
    static final byte[] CLIENT_HELLO =
            HexFormat.of()
                    .parseHex(
                            "160301002d010000290303"
                                    + "000102030405060708090a0b0c0d0e0f"
                                    + "101112131415161718191a1b1c1d1e1f"
                                    + "000002c02f0100");

    static final List<String> FILES =
            List.of(
                    "smtp",
                    "imap",
                    "pop3",
                    "ftp",
                    "nntp",
                    "sieve",
                    "irc",
                    "xmpp",
                    "proxy",
                    "ldap",
                    "postgresql",
                    "mysql",
                    "rdp",
                    "tds",
                    "other");

    static Stream<Script> all() {
        return FILES.stream().flatMap(file -> read(file).stream());
    }

    static List<Script> read(String file) {
        String resource = "dialogues/" + file + ".txt";
        try (var in = Script.class.getResourceAsStream(resource)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Script> scripts = new ArrayList<>();
            for (String block : text.split("\n(?=# )", -1)) {
                scripts.add(parse(file, block.lines().toList()));
            }
            return scripts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Script parse(String file, List<String> lines) {
        String name = file + ": " + lines.get(0).substring(2);
        List<Turn> turns = new ArrayList<>();
        String end = lines.contains("raw") ? "" : "\r\n";
        int[] ports = {40000, 40001};
        String expected = null;
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("ports ")) {
                String[] words = line.split(" ", -1);
                ports = new int[] {Integer.parseInt(words[1]), Integer.parseInt(words[2])};
            } else if (line.startsWith("= ")) {
                expected = line.substring(2);
            } else if (line.startsWith("C") || line.startsWith("S")) {
                Side sender = line.charAt(0) == 'C' ? Side.CLIENT : Side.SERVER;
                turns.add(new Turn(sender, bytes(line, end)));
            }
        }
        return new Script(name, turns, ports[0], ports[1], null, expected);
    }

    private static byte[] bytes(String line, String end) {
        if (line.charAt(1) == '#') {
            int comment = line.indexOf(';');
            String hex = line.substring(2, comment < 0 ? line.length() : comment);
            return HexFormat.of().parseHex(hex.replace(" ", ""));
        }
        String text = line.length() > 3 ? line.substring(3) : "";
        if (text.equals("<TLS>")) {
            return CLIENT_HELLO;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\x", i)) {
                bytes.write(Integer.parseInt(text.substring(i + 2, i + 4), 16));
                i += 3;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        bytes.writeBytes(end.getBytes(StandardCharsets.ISO_8859_1));
        return bytes.toByteArray();
    }

    /** The same dialogue, its server the side that accepted the connection. */
    Script opened() {
        boolean isTurned = expected.contains("server=CLIENT");
        Side server = isTurned ? Side.CLIENT : Side.SERVER;
        return new Script(name, turns, clientPort, serverPort, server, expected);
    }

    /** The same dialogue with the sides called the other way round. */
    Script turned() {
        List<Turn> other =
                turns.stream().map(turn -> new Turn(turn.sender().other(), turn.bytes())).toList();
        String turnedOutcome = expected;
        if (expected.contains(" server=CLIENT")) {
            turnedOutcome = expected.replace(" server=CLIENT", "");
        } else if (expected.contains(" proxy=")) {
            turnedOutcome = expected.replace(" proxy=", " server=CLIENT proxy=");
        } else {
            turnedOutcome = expected + " server=CLIENT";
        }
        Side otherAcceptor = acceptor == null ? null : acceptor.other();
        return new Script(
                name,
                other,
                /* clientPort= */ serverPort,
                /* serverPort= */ clientPort,
                otherAcceptor,
                turnedOutcome);
    }

    @Override
    public String toString() {
        return name;
    }
}
