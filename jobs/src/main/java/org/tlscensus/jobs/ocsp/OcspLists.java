package org.tlscensus.jobs.ocsp;

import java.io.Serializable;
import java.nio.file.Path;
import org.tlscensus.jobs.failure.UserError;

/** The lists by which clients and delivery networks are told. */
public record OcspLists(ClientRules clients, CdnRules cdns) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Lists without an entry. */
    public static final OcspLists NONE = new OcspLists(ClientRules.none(), CdnRules.none());

    /**
     * Reads the lists of a folder {@code conf}.
     *
     * @param lookups a file of what hosts lead to, by the user's own lookups, or null
     */
    public static OcspLists read(Path conf, Path lookups) {
        return new OcspLists(
                ClientRules.read(conf.resolve("ocsp-clients.conf")),
                CdnRules.read(
                        conf.resolve("cdn-names.conf"), conf.resolve("cdn-ranges.conf"), lookups));
    }

    /**
     * The lists that come with the program, which the launcher tells; without it there are none.
     *
     * @param lookups as above
     */
    public static OcspLists standard(Path lookups) {
        String home = System.getProperty("census.home");
        if (home == null) {
            if (lookups != null) {
                throw new UserError("lookups are used with the lists that ./census knows of");
            }
            return NONE;
        }
        return read(Path.of(home, "conf"), lookups);
    }
}
