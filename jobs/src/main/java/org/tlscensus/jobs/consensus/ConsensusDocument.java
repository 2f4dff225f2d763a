package org.tlscensus.jobs.consensus;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.tlscensus.jobs.schema.ConsensusRow;

/**
 * Reads consensus documents (Tor's directory protocol, version 3, section 3.4), full ones and those
 * with microdescriptors, also several one after the other. What it does not know it passes over.
 */
final class ConsensusDocument {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    /** The longest lines, those of parameters, have some two thousand characters. */
    private static final int LONGEST_LINE = 1 << 16;

    private final List<ConsensusRow> rows = new ArrayList<>();
    private Instant validAfter;
    private Instant validUntil;
    private String[] relay; // words of its r line
    private final List<String> furtherAddresses = new ArrayList<>();
    private List<String> flags = List.of();

    private ConsensusDocument() {}

    /** The relays of all documents in a text; empty when there is no document. */
    static List<ConsensusRow> read(BufferedReader in) throws IOException {
        ConsensusDocument document = new ConsensusDocument();
        for (String line = line(in); line != null; line = line(in)) {
            document.line(line);
        }
        document.endRelay();
        return document.rows;
    }

    /** The next line, as far as the longest; null at the end. */
    private static String line(BufferedReader in) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (line.length() < LONGEST_LINE) {
                line.append((char) c);
            }
            c = in.read();
        }
        return line.toString().stripTrailing(); // of a carriage return, too
    }

    private void line(String line) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
            case "network-status-version" -> {
                endRelay();
                validAfter = null;
                validUntil = null;
            }
            case "valid-after" -> validAfter = time(line);
            case "valid-until" -> validUntil = time(line);
            case "r" -> {
                endRelay();
                relay = words;
            }
            case "a" -> furtherAddresses.add(words[words.length - 1]);
            case "s" -> flags = Arrays.stream(words).skip(1).filter(w -> !w.isEmpty()).toList();
            case "directory-footer" -> endRelay();
            default -> {}
        }
    }

    private static Instant time(String line) {
        int value = line.indexOf(' ') + 1;
        try {
            return LocalDateTime.parse(line.substring(value).strip(), TIME)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * Ends with address, ORPort and DirPort; the digest of the descriptor stands between identity
     * and time in a full document only.
     */
    private void endRelay() {
        if (relay != null && relay.length >= 8 && validAfter != null) {
            int last = relay.length - 1;
            add(relay[last - 2], relay[last - 1]);
            for (String further : furtherAddresses) {
                int colon = further.lastIndexOf(':');
                if (colon > 0) {
                    String address = further.substring(0, colon).replaceAll("[\\[\\]]", "");
                    add(address.toLowerCase(Locale.ROOT), further.substring(colon + 1));
                }
            }
        }
        relay = null;
        furtherAddresses.clear();
        flags = List.of();
    }

    private void add(String address, String port) {
        if (!port.matches("\\d{1,5}")) {
            return;
        }
        rows.add(
                new ConsensusRow(
                        validAfter,
                        validUntil,
                        relay[1],
                        fingerprint(relay[2]),
                        address,
                        Integer.parseInt(port),
                        flags));
    }

    private static String fingerprint(String base64) {
        try {
            return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
