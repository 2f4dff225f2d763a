package org.tlscensus.jobs.generate.traffic;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A question for addresses, and its answer (RFC 1035 section 4.1).
 *
 * @param isIpv6 for AAAA records, else A
 * @param exists whether there is such a name
 * @param chain aliases of the name, in order
 * @param address that they lead to; null: none of the kind
 */
record DnsExchange(
        int id, String name, boolean isIpv6, boolean exists, List<String> chain, byte[] address) {
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int ANSWER = 0x8080; // with recursion available
    private static final int NXDOMAIN = 3;
    private static final int A = 1;
    private static final int CNAME = 5;
    private static final int AAAA = 28;
    private static final int INTERNET = 1;
    private static final int TTL_SECONDS = 300;

    /** As the tables name it. */
    String type() {
        return isIpv6 ? "AAAA" : "A";
    }

    byte[] query() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        putStart(out, RECURSION_DESIRED, 0);
        return out.toByteArray();
    }

    byte[] answer() {
        int records = exists ? chain.size() + (address == null ? 0 : 1) : 0;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        putStart(out, ANSWER | RECURSION_DESIRED | (exists ? 0 : NXDOMAIN), records);
        if (!exists) {
            return out.toByteArray();
        }
        String owner = name;
        for (String alias : chain) {
            putRecord(out, owner, CNAME, encoded(alias));
            owner = alias;
        }
        if (address != null) {
            putRecord(out, owner, isIpv6 ? AAAA : A, address);
        }
        return out.toByteArray();
    }

    private void putStart(ByteArrayOutputStream out, int flags, int answers) {
        put16(out, id);
        put16(out, flags);
        put16(out, 1); // question
        put16(out, answers);
        put16(out, 0); // authorities
        put16(out, 0); // additional
        out.writeBytes(encoded(name));
        put16(out, isIpv6 ? AAAA : A);
        put16(out, INTERNET);
    }

    private static void putRecord(ByteArrayOutputStream out, String owner, int type, byte[] data) {
        out.writeBytes(encoded(owner));
        put16(out, type);
        put16(out, INTERNET);
        put16(out, 0);
        put16(out, TTL_SECONDS);
        put16(out, data.length);
        out.writeBytes(data);
    }

    private static byte[] encoded(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String label : name.split("\\.", -1)) {
            byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
            out.write(bytes.length);
            out.writeBytes(bytes);
        }
        out.write(0);
        return out.toByteArray();
    }

    private static void put16(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }
}
