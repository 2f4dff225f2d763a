package org.tlscensus.jobs.privacy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tlscensus.core.wire.Prefix;

/** Writes MMDBs of few networks (MaxMind DB file format version 2.0, 24-bit records). */
final class MadeMmdb {
    private static final int DATA_START = 16;

    private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {-1, -1}));
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final String type;

    MadeMmdb(String type) {
        this.type = type;
    }

    /** Adds what is known of a network; -2-n in a record stands for data at n. */
    MadeMmdb add(String cidr, Map<String, Object> facts) {
        Prefix prefix = Prefix.parse(cidr);
        boolean isIpv4 = cidr.indexOf(':') < 0;
        long low = isIpv4 ? prefix.low() & 0xffff_ffffL : prefix.low(); // IPv4 is at ::/96
        int at = 0;
        for (int bit = 0; bit < prefix.length() - 1; bit++) {
            int side = bit(prefix.high(), low, bit);
            if (nodes.get(at)[side] < 0) {
                nodes.add(new int[] {-1, -1});
                nodes.get(at)[side] = nodes.size() - 1;
            }
            at = nodes.get(at)[side];
        }
        nodes.get(at)[bit(prefix.high(), low, prefix.length() - 1)] = -2 - data.size();
        data.writeBytes(value(facts));
        return this;
    }

    private static int bit(long high, long low, int bit) {
        return (int) (bit < Long.SIZE ? high >>> 63 - bit : low >>> 127 - bit) & 1;
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int record : node) {
                int stored =
                        record >= 0
                                ? record
                                : record == -1
                                        ? nodes.size()
                                        : nodes.size() + DATA_START + (-2 - record);
                out.write(stored >>> 16);
                out.write(stored >>> 8);
                out.write(stored);
            }
        }
        out.writeBytes(new byte[DATA_START]);
        out.writeBytes(data.toByteArray());
        out.writeBytes("\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1));
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("binary_format_major_version", (short) 2);
        description.put("binary_format_minor_version", (short) 0);
        description.put("build_epoch", 1L);
        description.put("database_type", type);
        description.put("description", Map.of());
        description.put("ip_version", (short) 6);
        description.put("languages", List.of());
        description.put("node_count", nodes.size());
        description.put("record_size", (short) 24);
        out.writeBytes(value(description));
        return out.toByteArray();
    }

    private static byte[] value(Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (value instanceof Map<?, ?> map) {
            out.write(7 << 5 | map.size());
            map.forEach(
                    (key, each) -> {
                        out.writeBytes(value(key));
                        out.writeBytes(value(each));
                    });
        } else if (value instanceof String text) {
            out.write(2 << 5 | text.length());
            out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        } else if (value instanceof List<?> list) {
            out.write(list.size());
            out.write(11 - 7);
        } else if (value instanceof Short number) {
            number(5 << 5, number, 2, out);
        } else if (value instanceof Integer number) {
            number(6 << 5, number, 4, out);
        } else {
            out.write(8);
            out.write(9 - 7);
            for (int i = 7; i >= 0; i--) {
                out.write((int) ((Long) value >>> 8 * i));
            }
        }
        return out.toByteArray();
    }

    private static void number(int control, int number, int bytes, ByteArrayOutputStream out) {
        out.write(control | bytes);
        for (int i = bytes - 1; i >= 0; i--) {
            out.write(number >>> 8 * i);
        }
    }
}
