package org.tlscensus.jobs.validate;

import java.util.Locale;
import org.tlscensus.core.x509.JudgePolicy;

/** What is accepted, by name. */
@SuppressWarnings("ImmutableEnumChecker") // the policies are records of constants
public enum Policy {
    /** As in 2016. */
    DEFAULT,
    /** As browsers have it since 2017. */
    STRICT;

    JudgePolicy rules() {
        return switch (this) {
            case DEFAULT -> JudgePolicy.DEFAULT;
            case STRICT -> JudgePolicy.STRICT;
        };
    }

    /** As in the column {@code policy}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
