package org.tlscensus.core.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.x509.CrlFields;

class HttpFuzzTest {
    /** The first byte tells how large the segments are. */
    @FuzzTest
    void anyBytesAreMessagesOrNone(byte @NotNull [] input) {
        List<HttpMessage> found = new ArrayList<>();
        MessageRun run = new MessageRun(HttpLimits.DEFAULTS, found::add);
        int size = input.length == 0 ? 1 : 1 + (input[0] & 0xff);
        for (int at = 1; at < input.length; at += size) {
            run.bytes(at, input, at, Math.min(size, input.length - at));
        }
        run.endOfStream();
        for (HttpMessage message : found) {
            boolean isWithin = message.start() >= 0 && message.start() < input.length;
            boolean isBounded =
                    message.content() == null
                            || message.content().length <= HttpLimits.DEFAULTS.bodyBytes() + size;
            if (message.list() != null) {
                CrlFields.parse(message.list().fields());
            }
            if (!isWithin || !isBounded) {
                throw new IllegalStateException("message " + message.start());
            }
        }
    }
}
