package org.tlscensus.core.x509;

import java.util.List;

/** How a CA says that it vetted a subject, by the CA/Browser Forum's reserved policy OIDs. */
final class ValidationLevel {
    private static final String EXTENDED = "2.23.140.1.1";
    private static final String DOMAIN = "2.23.140.1.2.1";
    private static final String ORGANIZATION = "2.23.140.1.2.2";
    private static final String INDIVIDUAL = "2.23.140.1.2.3";

    private ValidationLevel() {}

    /** dv, ov, ev or individual; the highest when there are several, null when there is none. */
    static String of(List<String> policies) {
        if (policies.contains(EXTENDED)) {
            return "ev";
        }
        if (policies.contains(ORGANIZATION)) {
            return "ov";
        }
        if (policies.contains(INDIVIDUAL)) {
            return "individual";
        }
        return policies.contains(DOMAIN) ? "dv" : null;
    }
}
