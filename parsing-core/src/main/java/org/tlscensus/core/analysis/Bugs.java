package org.tlscensus.core.analysis;

import org.tlscensus.core.capture.Damage;

/**
 * What no code of ours should throw, told of the capture that it came from: an archive is not lost
 * by one file.
 */
public final class Bugs {
    private static final String OURS = "org.tlscensus.";

    private Bugs() {}

    /**
     * An unexpected failure as damage of the file.
     *
     * @param offset byte of the stored file
     */
    static Damage damage(long offset, Throwable bug) {
        return new Damage(offset, describe(bug));
    }

    /** For a person: its class, and where in our code it came from. */
    public static String describe(Throwable bug) {
        return "failed by a bug of tls-census: " + place(bug);
    }

    private static String place(Throwable bug) {
        for (StackTraceElement frame : bug.getStackTrace()) {
            if (frame.getClassName().startsWith(OURS)) {
                return bug.getClass().getName() + " at " + frame;
            }
        }
        return bug.getClass().getName();
    }
}
