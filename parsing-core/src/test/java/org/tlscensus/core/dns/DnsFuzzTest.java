package org.tlscensus.core.dns;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import org.tlscensus.core.wire.ParseException;

class DnsFuzzTest {
    @FuzzTest
    void anyBytesAreAMessageOrNone(byte @NotNull [] input) {
        DnsMessage.mayBe(input, 0, input.length);
        DnsRun.matches(input, 0, input.length);
        try {
            DnsMessage message = DnsMessage.parse(input, 0, input.length, DnsLimits.DEFAULTS);
            if (message.nameAnswers(DnsLimits.DEFAULTS).size() > input.length) {
                throw new IllegalStateException("more answers than bytes");
            }
        } catch (ParseException e) {
            // what is no message is said so
        }
    }
}
