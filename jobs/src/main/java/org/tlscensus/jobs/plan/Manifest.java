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
     * @param found those of their files that are meant; null: all of them
     */
    public record Site(
            String name, Vantage vantage, List<String> captures, List<CaptureFile> found) {

        /**
         * @throws UserError when the tables' folders cannot bear the name
         */
        public Site {
            SiteName.require(name);
        }

        /** A site of all files that its captures name. */
        public Site(String name, Vantage vantage, List<String> captures) {
            this(name, vantage, captures, null);
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
