package org.tlscensus.jobs.generate.handshake;

import java.util.List;

/**
 * What Bouncy Castle's server was offered: the columns of {@code tls.client_hello} that the truth
 * states. Lists are in wire order, and null without their extension.
 */
public record HelloFacts(
        List<String> supportedVersions,
        List<Integer> cipherSuiteIds,
        List<Integer> groups,
        List<Integer> keyShareGroups,
        List<Integer> signatureSchemes,
        List<String> alpn,
        List<Integer> pskModes,
        boolean sessionTicket,
        boolean statusRequest,
        boolean extendedMasterSecret) {}
