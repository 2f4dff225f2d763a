package org.tlscensus.core.dns;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_VALUE;
import static org.tlscensus.core.wire.ParseException.Reason.TOO_LARGE;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tlscensus.core.row.NameAnswer;
import org.tlscensus.core.wire.AddressText;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * A DNS message with one question (RFC 1035 section 4.1).
 *
 * @param name what was asked for
 * @param type of the question, see {@link #A} and others
 */
public record DnsMessage(int id, boolean isAnswer, String name, int type, List<Resource> answers) {
    public static final int A = 1;
    public static final int CNAME = 5;
    public static final int AAAA = 28;

    /** RFC 9460. */
    public static final int HTTPS = 65;

    private static final int IPV4_HINT = 4;
    private static final int IPV6_HINT = 6;

    static final int HEADER_BYTES = 12;

    /** Message length to the end of the shortest question. */
    private static final int MIN_BYTES = 17;

    private static final int INTERNET = 1;

    /**
     * A record of the answer section.
     *
     * @param target the name that it leads to, or null
     * @param addresses that it names
     */
    public record Resource(String name, int type, String target, List<String> addresses) {}

    /** Whether bytes look like a standard query or its answer, one question, plausible counts. */
    public static boolean mayBe(byte[] bytes, int offset, int length) {
        return length >= MIN_BYTES && isPlausibleHeader(bytes, offset);
    }

    /** Looks at {@value #HEADER_BYTES} bytes and the one after them. */
    static boolean isPlausibleHeader(byte[] bytes, int offset) {
        boolean isStandard = (bytes[offset + 2] & 0x78) == 0 && (bytes[offset + 3] & 0x40) == 0;
        return isStandard
                && bytes[offset + 4] == 0
                && bytes[offset + 5] == 1
                && (bytes[offset + 6] & 0xfe) == 0
                && bytes[offset + 8] == 0
                && bytes[offset + 10] == 0
                && (bytes[offset + HEADER_BYTES] & 0xc0) == 0;
    }

    /** Reads a message; the range is not kept. */
    public static DnsMessage parse(byte[] bytes, int offset, int length, DnsLimits limits)
            throws ParseException {
        if (length > limits.messageBytes()) {
            throw new ParseException(TOO_LARGE, "message", 0);
        }
        byte[] message = new ByteCursor(bytes, offset, length).copy(length, "message");
        ByteCursor in = new ByteCursor(message);
        int id = in.u16("id");
        int flags = in.u16("flags");
        if (in.u16("qdcount") != 1) {
            throw new ParseException(BAD_VALUE, "qdcount", 4);
        }
        int answers = in.u16("ancount");
        in.skip(4, "nscount, arcount");
        String name = DnsName.read(in, message);
        int type = in.u16("qtype");
        int questionClass = in.u16("qclass");
        boolean isAnswer = flags >>> 15 == 1;
        if (questionClass != INTERNET || !isAnswer && answers != 0) {
            throw new ParseException(BAD_VALUE, "question", in.position());
        }
        List<Resource> resources = new ArrayList<>();
        for (int i = 0; i < Math.min(answers, limits.records()); i++) {
            resources.add(resource(in, message));
        }
        return new DnsMessage(id, isAnswer, name, type, resources);
    }

    private static Resource resource(ByteCursor in, byte[] message) throws ParseException {
        String name = DnsName.read(in, message);
        int type = in.u16("type");
        in.skip(2 + 4, "class, ttl");
        ByteCursor data = in.vector16(0, 0xffff, "rdata");
        return switch (type) {
            case A, AAAA -> {
                String address = address(data, type == AAAA);
                data.expectEnd("address");
                yield new Resource(name, type, null, List.of(address));
            }
            case CNAME -> new Resource(name, type, DnsName.read(data, message), List.of());
            case HTTPS -> service(name, data, message);
            default -> new Resource(name, type, null, List.of());
        };
    }

    private static String address(ByteCursor in, boolean isIpv6) throws ParseException {
        return isIpv6
                ? AddressText.of(in.u64("address"), in.u64("address"))
                : AddressText.ipv4((int) in.u32("address"));
    }

    /** RFC 9460 section 2.2: priority 0 is an alias, others may hint at addresses. */
    private static Resource service(String name, ByteCursor data, byte[] message)
            throws ParseException {
        int priority = data.u16("svc_priority");
        String target = DnsName.read(data, message);
        if (priority == 0) {
            return new Resource(name, HTTPS, target.isEmpty() ? null : target, List.of());
        }
        List<String> hints = new ArrayList<>();
        while (!data.isAtEnd()) {
            int key = data.u16("svc_param_key");
            ByteCursor value = data.vector16(0, 0xffff, "svc_param_value");
            boolean isHint = key == IPV4_HINT || key == IPV6_HINT;
            while (isHint && !value.isAtEnd()) {
                hints.add(address(value, key == IPV6_HINT));
            }
        }
        return new Resource(name, HTTPS, null, hints);
    }

    /**
     * What an answer says about the name that was asked for: one for each address, with the aliases
     * that led there; one without an address when there are only aliases.
     */
    public List<NameAnswer> nameAnswers(DnsLimits limits) {
        List<String> chain = new ArrayList<>();
        String at = name;
        String next = alias(at);
        while (next != null && chain.size() < limits.aliases() && !chain.contains(next)) {
            chain.add(next);
            at = next;
            next = alias(at);
        }
        Set<String> addresses = new LinkedHashSet<>();
        for (Resource resource : answers) {
            if (resource.name.equals(at)) {
                addresses.addAll(resource.addresses);
            }
        }
        List<NameAnswer> all = new ArrayList<>();
        for (String address : addresses) {
            all.add(new NameAnswer(chain, address));
        }
        if (all.isEmpty() && !chain.isEmpty() && type != AAAA) {
            all.add(new NameAnswer(chain, null));
        }
        return all;
    }

    private String alias(String of) {
        for (Resource resource : answers) {
            if (resource.target != null && resource.name.equals(of)) {
                return resource.target;
            }
        }
        return null;
    }
}
