package org.tlscensus.core.x509;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;

class CertificateFuzzTest {
    @FuzzTest
    void anyBytesAreARow(byte @NotNull [] der) {
        if (!CertificateParser.parse(der).sha1().matches("[0-9a-f]{40}")) {
            throw new IllegalStateException("no digest");
        }
    }
}
