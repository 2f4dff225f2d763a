package org.tlscensus.jobs.ingest;

import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.Networks;
import org.tlscensus.jobs.privacy.NetworkFiles;
import org.tlscensus.jobs.privacy.Privacy;

/** What the rows are a function of, besides the packets. */
record RowRules(AnalysisOptions options, Privacy privacy, Broadcast<NetworkFiles> networkFiles)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What is known of networks, for one task. */
    Networks networks() {
        return networkFiles.value().with(privacy.local());
    }
}
