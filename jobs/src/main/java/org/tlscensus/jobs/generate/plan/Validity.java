package org.tlscensus.jobs.generate.plan;

/** What a judge finds who trusts the plan's trusted authorities */
public enum Validity {
    /** A path to an anchor holds. */
    VERIFIABLE,
    /** A path would hold, but the certificate's time is over. */
    EXPIRED,
    /** Its own key signed it. */
    SELF_SIGNED,
    /** An authority that nobody knows issued it, and does not send its certificate. */
    UNKNOWN_ISSUER,
    /** Its signature was spoiled. */
    BAD_SIGNATURE,
    /** The intermediate that issued it is neither sent here nor anywhere. */
    NO_INTERMEDIATE;
}
