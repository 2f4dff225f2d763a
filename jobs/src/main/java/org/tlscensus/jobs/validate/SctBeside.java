package org.tlscensus.jobs.validate;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.tlscensus.jobs.schema.Table;
import scala.Tuple2;

/**
 * A signed timestamp that came beside a certificate: in the TLS extension, or in a stapled OCSP
 * response.
 *
 * @param sha256 of the certificate, hex
 * @param source where it came from, as in the column {@code source}
 * @param sct as sent, hex
 */
record SctBeside(String sha256, String source, String sct) implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * Where and when it was met.
     *
     * @param position the first of its places in a list
     * @param time of the first connection that had both
     */
    record Met(int position, Instant time) implements Serializable {
        private static final long serialVersionUID = 1L;

        Met and(Met other) {
            return new Met(
                    Math.min(position, other.position),
                    time.isBefore(other.time) ? time : other.time);
        }
    }

    /** One with what is known of it. */
    record Sighted(SctBeside sct, Met met) implements Serializable {
        private static final long serialVersionUID = 1L;

        String order() {
            return String.format("%s %05d %s", sct.source(), met.position(), sct.sct());
        }
    }

    /** The columns of a connection that tell some. */
    private record OfExtension(Instant startTime, Tls tls) {
        private record Tls(List<String> serverChain, List<String> extensionScts) {}

        List<Tuple2<SctBeside, Met>> all() {
            boolean hasBoth =
                    tls != null
                            && tls.serverChain != null
                            && !tls.serverChain.isEmpty()
                            && tls.extensionScts != null;
            return hasBoth
                    ? list(tls.serverChain.get(0), "extension", tls.extensionScts, startTime)
                    : List.of();
        }
    }

    /** The columns of an OCSP exchange that tell some. */
    private record OfOcsp(
            String via,
            String certificateSha256,
            List<String> scts,
            Instant connectionStartTime,
            Instant responseTime) {
        List<Tuple2<SctBeside, Met>> all() {
            Instant time = connectionStartTime != null ? connectionStartTime : responseTime;
            boolean hasBoth = certificateSha256 != null && scts != null && time != null;
            return hasBoth && "stapled".equals(via)
                    ? list(certificateSha256, "ocsp", scts, time)
                    : List.of();
        }
    }

    private static List<Tuple2<SctBeside, Met>> list(
            String sha256, String source, List<String> scts, Instant time) {
        List<Tuple2<SctBeside, Met>> list = new ArrayList<>(scts.size());
        for (int i = 0; i < scts.size(); i++) {
            list.add(new Tuple2<>(new SctBeside(sha256, source, scts.get(i)), new Met(i, time)));
        }
        return list;
    }

    /** Those of an archive, each once a certificate. */
    static JavaRDD<Sighted> of(ArchiveTables tables) {
        JavaPairRDD<SctBeside, Met> extension =
                tables.rows(Table.CONNECTIONS, OfExtension.class)
                        .flatMapToPair(connection -> connection.all().iterator());
        JavaPairRDD<SctBeside, Met> stapled =
                tables.rows(Table.OCSP, OfOcsp.class)
                        .flatMapToPair(exchange -> exchange.all().iterator());
        return extension
                .union(stapled)
                .reduceByKey(Met::and)
                .map(sighted -> new Sighted(sighted._1(), sighted._2()));
    }
}
