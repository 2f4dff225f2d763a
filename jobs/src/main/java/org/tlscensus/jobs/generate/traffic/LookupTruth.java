package org.tlscensus.jobs.generate.traffic;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.tlscensus.jobs.generate.capture.Endpoints;
import org.tlscensus.jobs.generate.handshake.Mark;
import org.tlscensus.jobs.generate.pki.OcspAnswer;
import org.tlscensus.jobs.generate.truth.Moments;
import org.tlscensus.jobs.generate.truth.TrueLookup;

/** Rows of the truth of OCSP. */
final class LookupTruth {
    private LookupTruth() {}

    /** The row of a lookup over HTTP; null when the captures have nothing of it. */
    static TrueLookup ofHttp(
            String site, Endpoints endpoints, Lookup lookup, Tally tally, List<String> ailments) {
        Long request = tally.time(Mark.REQUEST_BEGIN);
        Long requestEnd = tally.time(Mark.REQUEST_END);
        Long response = tally.time(Mark.RESPONSE_BEGIN);
        Long responseEnd = tally.time(Mark.RESPONSE_END);
        if (request == null && response == null) {
            return null;
        }
        return row(
                site,
                endpoints,
                new Http(
                        lookup.isGet() ? "http_get" : "http_post",
                        lookup.host(),
                        lookup.path(),
                        lookup.responderUri(),
                        lookup.userAgent(),
                        seconds(request, response),
                        tally.rtt(),
                        false,
                        seconds(tally.first(), responseEnd),
                        200,
                        Lookup.MAX_AGE,
                        false),
                lookup.answer(),
                Moments.of(tally.first()),
                new Moment(request, requestEnd, response, responseEnd),
                ailments);
    }

    /** The row of a staple; null when it was not captured. */
    static TrueLookup ofStaple(
            String site,
            Endpoints endpoints,
            OcspAnswer answer,
            Tally tally,
            List<String> ailments) {
        Long time = tally.time(Mark.STAPLE);
        return time == null
                ? null
                : row(
                        site,
                        endpoints,
                        Http.NONE,
                        answer,
                        Moments.of(tally.first()),
                        new Moment(null, null, time, time),
                        ailments);
    }

    private record Moment(Long request, Long requestEnd, Long response, Long responseEnd) {}

    private record Http(
            String via,
            String host,
            String path,
            String responderUri,
            String userAgent,
            Double latency,
            Double setup,
            Boolean reused,
            Double lookupTime,
            Integer status,
            Long maxAge,
            Boolean nonce) {
        static final Http NONE =
                new Http(
                        "stapled", null, null, null, null, null, null, null, null, null, null,
                        null);
    }

    private static Double seconds(Long from, Long to) {
        return from == null || to == null ? null : Moments.seconds(to - from);
    }

    private static TrueLookup row(
            String site,
            Endpoints endpoints,
            Http http,
            OcspAnswer answer,
            Instant start,
            Moment times,
            List<String> ailments) {
        Instant moment = Moments.of(times.request == null ? times.response : times.request);
        return new TrueLookup(
                http.via,
                endpoints.clientText(),
                endpoints.clientPort(),
                endpoints.serverText(),
                endpoints.serverPort(),
                http.host,
                http.path,
                http.responderUri,
                http.userAgent,
                start,
                Moments.orNull(times.request),
                Moments.orNull(times.requestEnd),
                Moments.orNull(times.response),
                Moments.orNull(times.responseEnd),
                http.latency,
                http.setup,
                http.reused,
                http.lookupTime,
                http.status,
                http.maxAge,
                "successful",
                answer.responderId(),
                answer.producedAt(),
                answer.signatureAlgorithm(),
                http.nonce,
                false,
                0,
                answer.issuerNameHash(),
                answer.issuerKeyHash(),
                "sha1",
                answer.serialNumber(),
                answer.certificateStatus(),
                answer.revocationTime(),
                answer.revocationReason(),
                answer.thisUpdate(),
                answer.nextUpdate(),
                null,
                site,
                LocalDate.ofInstant(moment, ZoneOffset.UTC),
                ailments);
    }
}
