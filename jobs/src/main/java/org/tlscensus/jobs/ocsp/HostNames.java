package org.tlscensus.jobs.ocsp;

import java.util.Locale;
import java.util.regex.Pattern;

/** Hosts of requests as the table of names writes them. */
final class HostNames {
    private static final Pattern TAIL = Pattern.compile("\\.?(:[0-9]*)?$");

    private HostNames() {}

    /** The host without port and last dot, lower case; null for null. */
    static String of(String host) {
        return host == null ? null : TAIL.matcher(host).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
