package org.tlscensus.jobs.schema;

import java.util.Locale;

/** Names of record components as columns. */
public final class SnakeCase {
    private SnakeCase() {}

    /** {@code spkiSha256} as {@code spki_sha256}. */
    public static String of(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
