package org.tlscensus.core.dns;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import org.tlscensus.core.wire.ByteCursor;
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
            DnsType.word(message.type());
            LookupPurpose.of(message.name(), message.type());
        } catch (ParseException e) {
            // what is no message is said so
        }
    }

    @FuzzTest
    void anyBytesAreAServiceOrNone(byte @NotNull [] input) {
        try {
            ByteCursor data = new ByteCursor(input);
            ServiceBinding.parse("SVCB", data, input, DnsLimits.DEFAULTS);
        } catch (ParseException e) {
            // without priority or target there is no service
        }
    }
}
