package org.tlscensus.jobs.generate.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.dns.DnsLimits;
import org.tlscensus.core.dns.DnsMessage;
import org.tlscensus.core.wire.ParseException;

class DnsExchangeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        address          | A    | true  |                  | 192.0.2.7   | 0 true [] 192.0.2.7
        IPv6             | AAAA | true  |                  | 2001:db8::7 | 0 true [] 2001:db8::7
        with aliases     | A    | true  | a.cdn.x y.cdn.x  | 192.0.2.7   | 0 true [a.cdn.x, y.cdn.x] 192.0.2.7
        no such address  | AAAA | true  | a.cdn.x          |             | 0 false
        no such name     | A    | false |                  |             | 3 false
        """)
    void isReadAsItIsMeant(
            String what, String type, boolean exists, String chain, String address, String expected)
            throws Exception {
        List<String> aliases = chain == null ? List.of() : List.of(chain.split(" ", -1));
        byte[] bytes = address == null ? null : InetAddress.getByName(address).getAddress();
        DnsExchange exchange =
                new DnsExchange(0xabcd, "www.x", type.equals("AAAA"), exists, aliases, bytes);
        DnsMessage query = read(exchange.query());
        assertFalse(query.isAnswer(), what);
        assertEquals(0xabcd, query.id());
        assertEquals("www.x", query.name());
        DnsMessage answer = read(exchange.answer());
        assertTrue(answer.isAnswer());
        assertEquals(query.type(), answer.type());
        StringBuilder read = new StringBuilder(answer.responseCode() + " " + answer.hasRecords());
        answer.nameAnswers(DnsLimits.DEFAULTS)
                .forEach(found -> read.append(" " + found.cnameChain() + " " + found.address()));
        assertEquals(expected, read.toString());
    }

    private static DnsMessage read(byte[] message) throws ParseException {
        assertTrue(DnsMessage.mayBe(message, 0, message.length));
        return DnsMessage.parse(message, 0, message.length, DnsLimits.DEFAULTS);
    }
}
