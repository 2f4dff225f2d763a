package org.tlscensus.jobs.cli;

import org.apache.hadoop.conf.Configuration;
import org.tlscensus.jobs.privacy.LocalNetworks;
import org.tlscensus.jobs.privacy.NetworkFiles;
import org.tlscensus.jobs.privacy.Privacy;
import org.tlscensus.jobs.privacy.PrivacyKey;

/**
 * What the options of privacy say, with the files that they name. Apart from the options, which are
 * loaded where there is no Hadoop.
 */
final class PrivacySettings {
    private PrivacySettings() {}

    /** The rules, with the key. */
    static Privacy privacy(PrivacyOptions options, Configuration hadoop) {
        return Privacy.of(
                options.addresses(),
                options.keepsServerNames(),
                options.keepsUserAgents(),
                options.key() == null ? null : PrivacyKey.read(options.key()),
                LocalNetworks.of(options.localNetworks(), hadoop),
                !options.networks().isEmpty());
    }

    static NetworkFiles networks(PrivacyOptions options, Configuration hadoop) {
        return NetworkFiles.read(options.networks(), hadoop);
    }
}
