package org.tlscensus.jobs.ocsp;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.SiteRows;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.jobs.CaptureRecords;

/** What the core hands out of the laboratory's capture, in which programs ask responders. */
record LaboratoryRows(
        List<SitedExchange> exchanges,
        List<SitedLookup> lookups,
        List<CertificateArrival> arrivals,
        List<CertificateSighting> certificates,
        long lastNanos) {
    static final String SITE = "lab";
    static final Path CONF = CaptureRecords.demo().resolve("../../conf");

    static LaboratoryRows read() throws IOException {
        Path capture = CaptureRecords.demo().resolveSibling("ocsp").resolve("ocsp.pcap");
        SiteRows rows = SiteRows.of(SITE, capture, AnalysisOptions.DEFAULTS);
        List<CertificateArrival> arrivals = new ArrayList<>();
        for (ConnectionRow row : rows.connections()) {
            if (row.tls() != null && row.tls().certificateTime() != null) {
                arrivals.add(
                        new CertificateArrival(
                                SITE,
                                false,
                                row.clientAddress(),
                                micros(row.tls().certificateTime()),
                                row.connectionId(),
                                row.tls().serverChain().stream().distinct().toList()));
            }
        }
        return new LaboratoryRows(
                rows.exchanges().stream()
                        .map(part -> new SitedExchange(SITE, false, part))
                        .toList(),
                rows.lookups().stream()
                        .map(lookup -> new SitedLookup(SITE, false, lookup))
                        .toList(),
                arrivals,
                rows.certificates().entrySet().stream()
                        .map(each -> new CertificateSighting(each.getKey(), each.getValue()))
                        .toList(),
                rows.captures().stream()
                        .map(CapturePart::lastNanos)
                        .filter(nanos -> nanos != null)
                        .mapToLong(Long::longValue)
                        .max()
                        .orElseThrow());
    }

    static long micros(Instant time) {
        return TrackedExchange.micros(time);
    }

    MadeTables.Step asOneStep() {
        return new MadeTables.Step(
                exchanges, List.of(), lookups, arrivals, certificates, Map.of(SITE, lastNanos));
    }
}
