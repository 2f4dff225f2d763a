package org.tlscensus.jobs.generate.plan;

/** How a connection ends. */
public enum Ending {
    /** Both sides close. */
    FIN,
    /** The server resets. */
    RST,
    /** Nobody says more. */
    SILENCE
}
