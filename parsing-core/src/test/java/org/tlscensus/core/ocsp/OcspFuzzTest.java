package org.tlscensus.core.ocsp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;

class OcspFuzzTest {
    @FuzzTest
    void anyBytesAreRows(byte @NotNull [] message) {
        if (OcspRequest.parse(message).rows().isEmpty()
                || OcspResponse.parse(message).rows().isEmpty()) {
            throw new IllegalStateException("no row");
        }
    }
}
