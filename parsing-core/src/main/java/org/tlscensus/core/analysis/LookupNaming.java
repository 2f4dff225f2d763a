package org.tlscensus.core.analysis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.row.LookupPart;
import org.tlscensus.core.row.NameAnswer;
import org.tlscensus.core.wire.AddressText;

/** Tells of DNS queries and answers what a naming lets be told. */
public final class LookupNaming {
    private static final long MAPPED_IPV4 = 0xffff_0000_0000L;

    private final Naming naming;
    private final Networks networks;

    public LookupNaming(Naming naming, Networks networks) {
        this.naming = naming;
        this.networks = networks;
    }

    /**
     * The query or answer as it is told; null when it is not to be told, since names of servers are
     * left out. Answers about the client itself, or about a machine inside a network, which may be
     * another client, tell as much of the address as a row of the client does.
     */
    public LookupPart told(LookupPart lookup) {
        if (!naming.tellsServerNames()) {
            return null;
        }
        if (!naming.hidesClients()) {
            return lookup;
        }
        List<NameAnswer> answers = new ArrayList<>(lookup.answers().size());
        for (NameAnswer answer : lookup.answers()) {
            answers.add(told(answer, lookup.clientAddress()));
        }
        return new LookupPart(
                lookup.isAnswer(),
                lookup.transport(),
                naming.client(lookup.clientAddress()),
                naming.alias(lookup.exchange()),
                lookup.name(),
                lookup.type(),
                lookup.timeNanos(),
                lookup.responseCode(),
                lookup.hasRecords(),
                answers);
    }

    private NameAnswer told(NameAnswer answer, String client) {
        return new NameAnswer(
                answer.cnameChain(),
                told(answer.address(), client),
                answer.service() == null
                        ? null
                        : answer.service().withHints(address -> told(address, client)));
    }

    private String told(String address, String client) {
        return mayBeClient(address, client) ? naming.toldAnswer(address) : address;
    }

    private boolean mayBeClient(String address, String client) {
        byte[] bytes = address == null ? null : AddressText.parse(address);
        return bytes != null && (address.equals(client) || isPrivate(bytes) || isLocal(bytes));
    }

    /** Whether it is of a machine inside some network (RFC 1918, 3927, 4193, 4291, 6598). */
    private static boolean isPrivate(byte[] address) {
        int first = address[0] & 0xff;
        int second = address[1] & 0xff;
        if (address.length == 4) {
            return first == 10
                    || first == 127
                    || first == 100 && second >> 6 == 1
                    || first == 169 && second == 254
                    || first == 172 && second >> 4 == 1
                    || first == 192 && second == 168;
        }
        return first >> 1 == 0x7e || first == 0xfe && second >> 6 == 2;
    }

    private boolean isLocal(byte[] address) {
        ByteBuffer in = ByteBuffer.wrap(address);
        Boolean isLocal =
                address.length == 4
                        ? networks.isLocal(0, MAPPED_IPV4 | in.getInt() & 0xffff_ffffL)
                        : networks.isLocal(in.getLong(), in.getLong());
        return Boolean.TRUE.equals(isLocal);
    }
}
