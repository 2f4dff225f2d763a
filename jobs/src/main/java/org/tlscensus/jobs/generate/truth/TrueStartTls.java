package org.tlscensus.jobs.generate.truth;

import java.util.List;

/** Columns of {@code starttls} that the truth states. */
public record TrueStartTls(
        String protocol,
        Boolean offered,
        boolean requested,
        Boolean accepted,
        boolean upgraded,
        List<String> authenticationOffered,
        boolean authenticatedInClear) {}
