package org.tlscensus.jobs.generate.truth;

import java.time.Instant;
import java.util.List;
import org.tlscensus.jobs.generate.handshake.HelloFacts;

/** Columns of {@code tls} that the truth states. */
public record TrueTls(
        String version,
        String transport,
        String cipherSuite,
        Integer cipherSuiteId,
        String selectedGroup,
        String serverName,
        String alpnSelected,
        Boolean resumed,
        String resumption,
        boolean established,
        boolean helloRetryRequest,
        HelloFacts clientHello,
        List<String> serverChain,
        List<String> clientChain,
        boolean clientCertificateRequested,
        boolean stapledOcsp,
        Instant clientHelloTime,
        Instant serverHelloTime,
        Instant certificateTime) {}
