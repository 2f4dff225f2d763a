package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.row.LookupPart;
import org.tlscensus.core.row.NameAnswer;
import org.tlscensus.core.row.ServiceRow;

class LookupNamingTest {
    /** 203.0.113.0/24 is local. */
    private static final Networks LOCAL =
            new Networks() {
                @Override
                public Boolean isLocal(long high, long low) {
                    return low >>> 8 == 0xffff_cb00_71L;
                }

                @Override
                public Owner owner(long high, long low) {
                    return Owner.UNKNOWN;
                }
            };

    private static ServiceRow service(String hint) {
        List<String> hints = hint == null ? null : List.of(hint);
        boolean isIpv6 = hint != null && hint.contains(":");
        return new ServiceRow(
                "HTTPS",
                1,
                ".",
                null,
                false,
                null,
                isIpv6 ? null : hints,
                isIpv6 ? hints : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static LookupPart answer(String address) {
        return new LookupPart(
                true,
                LookupPart.UDP,
                "192.0.2.1",
                "1 198.51.100.7 53 2",
                "host.example",
                1,
                0,
                0,
                true,
                List.of(
                        new NameAnswer(List.of(), address),
                        new NameAnswer(List.of(), null, service(address))));
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.9, 198.51.100.9",
        "192.0.2.1, <9>",
        "203.0.113.200, <13>",
        "203.0.114.0, 203.0.114.0",
        "10.1.2.3, <8>",
        "11.1.2.3, 11.1.2.3",
        "100.64.0.1, <10>",
        "100.128.0.1, 100.128.0.1",
        "169.254.0.1, <11>",
        "172.31.255.255, <14>",
        "172.32.0.1, 172.32.0.1",
        "192.168.0.1, <11>",
        "127.0.0.1, <9>",
        "fd00::1, <7>",
        "fe80::1, <7>",
        "2001:db8::1, 2001:db8::1",
        ", "
    })
    void answersAboutClientsAreNotTold(String address, String told) {
        LookupPart named = new LookupNaming(MadeNaming.NAMES, LOCAL).told(answer(address));
        assertEquals("<9>", named.clientAddress());
        assertEquals("alias", named.exchange());
        assertEquals(told, named.answers().get(0).address());
        assertEquals(service(told), sameKind(named.answers().get(1).service(), address));
    }

    /** Hints stay with their kind of address, whatever name they have. */
    private static ServiceRow sameKind(ServiceRow named, String address) {
        boolean isMoved = address != null && address.contains(":") && named.ipv6hint() != null;
        boolean isName = isMoved && named.ipv6hint().get(0).startsWith("<");
        return isName ? service(named.ipv6hint().get(0)) : named;
    }

    @Test
    void withoutServerNamesNothingIsTold() {
        assertNull(new LookupNaming(MadeNaming.NOTHING, LOCAL).told(answer("198.51.100.9")));
    }

    @Test
    void plainOnesStay() {
        LookupPart lookup = answer("10.1.2.3");
        assertSame(lookup, new LookupNaming(Naming.PLAIN, LOCAL).told(lookup));
    }
}
