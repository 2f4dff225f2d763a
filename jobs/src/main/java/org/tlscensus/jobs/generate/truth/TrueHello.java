package org.tlscensus.jobs.generate.truth;

import java.util.List;

/** Columns of {@code tls.client_hello} that the truth states. */
public record TrueHello(
        List<String> supportedVersions,
        List<Integer> cipherSuiteIds,
        List<Integer> groups,
        List<Integer> keyShareGroups,
        List<Integer> signatureSchemes,
        List<String> alpn,
        boolean statusRequest,
        boolean extendedMasterSecret) {}
