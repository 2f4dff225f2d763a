package org.tlscensus.jobs.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.tlscensus.core.x509.PublicIssuers;
import org.tlscensus.core.x509.TransparencyLog;

/**
 * What the files hold that a user names.
 *
 * @param stores one at least
 * @param known public CAs beside those of the stores; none without a CCADB export
 * @param logs of Certificate Transparency; none without a list
 */
record Given(List<NamedStores> stores, PublicIssuers known, List<TransparencyLog> logs) {

    /**
     * Reads them all.
     *
     * @throws org.tlscensus.jobs.failure.UserError when one cannot be read, or is of another form
     */
    static Given read(ValidateRequest request, Configuration hadoop) {
        String ccadb = request.ccadb();
        String ctLogs = request.ctLogs();
        return new Given(
                StoreFiles.read(request.trustStores(), hadoop),
                ccadb == null
                        ? new PublicIssuers()
                        : CcadbFile.parse(ccadb, NamedFile.text(ccadb, hadoop)),
                ctLogs == null
                        ? List.of()
                        : LogListFile.parse(ctLogs, NamedFile.text(ctLogs, hadoop)));
    }

    /** The files and folders that a request names. */
    static List<String> places(ValidateRequest request) {
        List<String> places = new ArrayList<>(StoreFiles.places(request.trustStores()));
        if (request.ccadb() != null) {
            places.add(request.ccadb());
        }
        if (request.ctLogs() != null) {
            places.add(request.ctLogs());
        }
        places.addAll(request.crls());
        return places;
    }
}
