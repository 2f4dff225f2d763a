package org.tlscensus.core.dns;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_VALUE;
import static org.tlscensus.core.wire.ParseException.Reason.TOO_LARGE;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.tlscensus.core.row.NameAnswer;
import org.tlscensus.core.row.ServiceRow;
import org.tlscensus.core.wire.AddressText;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * A DNS message with one question (RFC 1035 section 4.1).
 *
 * @param responseCode of an answer (IANA, "DNS RCODEs"); 0 for a query
 * @param name what was asked for
 * @param type of the question, see {@link DnsType}
 */
public record DnsMessage(
        int id, boolean isAnswer, int responseCode, String name, int type, List<Resource> answers) {
    private static final int ANY = 255;

    /** The name does not exist (RFC 1035 section 4.1.1). */
    public static final int NXDOMAIN = 3;

    static final int HEADER_BYTES = 12;

    /** Message length to the end of the shortest question. */
    private static final int MIN_BYTES = 17;

    private static final int INTERNET = 1;

    /**
     * A record of the answer section.
     *
     * @param target the name that it leads to, or null
     * @param addresses that it names
     * @param service that it describes, or null
     */
    public record Resource(
            String name, int type, String target, List<String> addresses, ServiceRow service) {

        Resource(String name, int type, String target, List<String> addresses) {
            this(name, type, target, addresses, null);
        }
    }

    /** Whether bytes look like a standard query or its answer, one question, plausible counts. */
    public static boolean mayBe(byte[] bytes, int offset, int length) {
        return length >= MIN_BYTES && isPlausibleHeader(bytes, offset);
    }

    /** Whether what {@link #mayBe} a message is an answer. */
    public static boolean isAnswerAt(byte[] bytes, int offset) {
        return (bytes[offset + 2] & 0x80) != 0;
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
            resources.add(resource(in, message, limits));
        }
        int responseCode = isAnswer ? flags & 0xf : 0;
        return new DnsMessage(id, isAnswer, responseCode, name, type, resources);
    }

    private static Resource resource(ByteCursor in, byte[] message, DnsLimits limits)
            throws ParseException {
        String name = DnsName.read(in, message);
        int type = in.u16("type");
        in.skip(2 + 4, "class, ttl");
        ByteCursor data = in.vector16(0, 0xffff, "rdata");
        return switch (type) {
            case DnsType.A, DnsType.AAAA -> {
                String address = address(data, type == DnsType.AAAA);
                data.expectEnd("address");
                yield new Resource(name, type, null, List.of(address));
            }
            case DnsType.CNAME -> new Resource(name, type, DnsName.read(data, message), List.of());
            case DnsType.HTTPS, DnsType.SVCB -> service(name, type, data, message, limits);
            default -> new Resource(name, type, null, List.of());
        };
    }

    private static String address(ByteCursor in, boolean isIpv6) throws ParseException {
        return isIpv6
                ? AddressText.of(in.u64("address"), in.u64("address"))
                : AddressText.ipv4((int) in.u32("address"));
    }

    /** RFC 9460 section 2.2: priority 0 is an alias, others may hint at addresses. */
    private static Resource service(
            String name, int type, ByteCursor data, byte[] message, DnsLimits limits)
            throws ParseException {
        ServiceRow service = ServiceBinding.parse(DnsType.word(type), data, message, limits);
        boolean isAlias = service.priority() == 0 && !service.target().equals(".");
        List<String> hints = new ArrayList<>();
        if (service.ipv4hint() != null) {
            hints.addAll(service.ipv4hint());
        }
        if (service.ipv6hint() != null) {
            hints.addAll(service.ipv6hint());
        }
        return new Resource(name, type, isAlias ? service.target() : null, hints, service);
    }

    /** Whether an answer has records of the type that was asked for. */
    public boolean hasRecords() {
        return answers.stream().anyMatch(resource -> resource.type == type || type == ANY);
    }

    /**
     * What an answer says about the name that was asked for: one for each address, and one for each
     * service binding on the way, with the aliases that led there; one without either when there
     * are only aliases.
     */
    public List<NameAnswer> nameAnswers(DnsLimits limits) {
        List<NameAnswer> all = new ArrayList<>();
        List<String> chain = new ArrayList<>();
        String at = name;
        String next = alias(at);
        boolean hasService = addServices(at, chain, all);
        while (next != null && chain.size() < limits.aliases() && !chain.contains(next)) {
            chain.add(next);
            at = next;
            next = alias(at);
            hasService = addServices(at, chain, all);
        }
        Set<String> addresses = new LinkedHashSet<>();
        for (Resource resource : answers) {
            if (resource.name.equals(at)) {
                addresses.addAll(resource.addresses);
            }
        }
        for (String address : addresses) {
            all.add(new NameAnswer(List.copyOf(chain), address));
        }
        boolean isAliasOnly = addresses.isEmpty() && !hasService && !chain.isEmpty();
        if (isAliasOnly && type != DnsType.AAAA) {
            all.add(new NameAnswer(List.copyOf(chain), null));
        }
        return all;
    }

    /** Whether there are any. */
    private boolean addServices(String owner, List<String> chain, List<NameAnswer> all) {
        int before = all.size();
        for (Resource resource : answers) {
            if (resource.service != null && resource.name.equals(owner)) {
                all.add(new NameAnswer(List.copyOf(chain), null, resource.service));
            }
        }
        return all.size() > before;
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
