package org.tlscensus.core.packet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rows of {@code packets.txt}, whose head says how they are written. */
final class PacketTable {
    private static final Path FILE =
            Path.of("src/test/resources/org/tlscensus/core/packet/packets.txt");
    private static final Pattern NAME = Pattern.compile("\\$([a-z0-9]+)");
    private static final Pattern MISSING = Pattern.compile("\\.\\.\\.([0-9]+)");

    private final Map<String, String> names = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();

    /**
     * Captured bytes, and how long the packet was.
     *
     * @param outcome the word of the outcome
     * @param flow as {@link FlowText} writes it; empty when there is none
     */
    record Packet(byte[] bytes, int originalLength, String outcome, String flow) {
        Packet with(byte[] changed) {
            return new Packet(changed, originalLength, outcome, flow);
        }
    }

    record Row(String name, int linkType, List<Packet> packets) {
        @Override
        public String toString() {
            return name + ", link type " + linkType;
        }
    }

    private PacketTable() {}

    static List<Row> rows() throws IOException {
        PacketTable table = new PacketTable();
        String section = "";
        for (String line : Files.readAllLines(FILE)) {
            Matcher name = Pattern.compile("([a-z0-9]+) = ([^#]*).*").matcher(line);
            if (line.startsWith("## ")) {
                section = line.substring(3);
            } else if (name.matches()) {
                table.names.put(name.group(1), name.group(2));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                table.add(section, line.split("[|]", -1));
            }
        }
        return table.rows;
    }

    private void add(String section, String[] columns) {
        String[] bytes = columns[2].split("/", -1);
        String[] outcomes = columns[3].split("/", -1);
        String[] flows = columns[4].split("/", -1);
        List<Packet> packets = new ArrayList<>();
        for (int i = 0; i < bytes.length; i++) {
            String flow = i < flows.length ? flows[i].trim() : "";
            packets.add(packet(bytes[i], outcomes[i].trim(), flow));
        }
        String name = section + ": " + columns[0].trim();
        rows.add(new Row(name, Integer.parseInt(columns[1].trim()), packets));
    }

    private Packet packet(String text, String outcome, String flow) {
        Matcher missing = MISSING.matcher(text);
        int more = missing.find() ? Integer.parseInt(missing.group(1)) : 0;
        String hex = spelledOut(missing.replaceAll(""));
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return new Packet(bytes, bytes.length + more, outcome, flow);
    }

    private String spelledOut(String text) {
        String hex = text;
        for (Matcher name = NAME.matcher(hex); name.find(); name = NAME.matcher(hex)) {
            hex = name.replaceAll(found -> Matcher.quoteReplacement(names.get(found.group(1))));
        }
        return hex;
    }
}
