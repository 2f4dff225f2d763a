package org.tlscensus.jobs.cli;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.tlscensus.core.x509.TorPattern;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.ingest.IngestRequest;
import org.tlscensus.jobs.ocsp.OcspLists;
import org.tlscensus.jobs.plan.Manifest;
import org.tlscensus.jobs.plan.TextFile;
import org.tlscensus.jobs.store.Mode;

/**
 * What the options of an ingest say, with the files that they name. Apart from the options, which
 * are loaded where there is no Hadoop.
 */
final class IngestSettings {
    private IngestSettings() {}

    static IngestRequest request(
            IngestOptions options,
            Manifest manifest,
            String tables,
            Mode mode,
            boolean isStrict,
            Configuration hadoop)
            throws IOException {
        return new IngestRequest(
                manifest,
                tables,
                mode,
                options.analysis(torRules(options.torRules(), hadoop)),
                options.splitSize(),
                options.memoryBudget(),
                options.keyLogs(),
                isStrict,
                OcspLists.standard(options.lookups()),
                PrivacySettings.privacy(options.privacy(), hadoop),
                PrivacySettings.networks(options.privacy(), hadoop),
                options.hasSplitIndex());
    }

    private static String torRules(String file, Configuration hadoop) {
        if (file == null) {
            return null;
        }
        String text = TextFile.read(file, hadoop);
        try {
            TorPattern.parse(text);
            return text;
        } catch (IllegalArgumentException e) {
            throw new UserError(file + ": " + e.getMessage());
        }
    }
}
