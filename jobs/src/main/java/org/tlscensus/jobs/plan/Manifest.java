package org.tlscensus.jobs.plan;

import java.util.List;
import java.util.Locale;
import org.tlscensus.jobs.failure.UserError;

/** Captures to ingest, by site. */
public record Manifest(String name, List<Site> sites) {

    /**
     * A place where packets were captured; its captures are one stream of packets.
     *
     * @param captures files, folders and globs
     */
    public record Site(String name, Vantage vantage, List<String> captures) {
        /**
         * @throws UserError when the tables' folders cannot bear the name
         */
        public Site {
            SiteName.require(name);
        }
    }

    /** How the traffic came to be. */
    public enum Vantage {
        /** Other people's traffic, observed. */
        PASSIVE,
        /** The observer's own probes. */
        ACTIVE;

        /** As it stands in a manifest and in the tables. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
