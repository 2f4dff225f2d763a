package org.tlscensus.jobs.verify;

import org.tlscensus.jobs.schema.Table;

/** What a row of ours tells of its own shortcomings: whoever reads it alone is warned. */
final class SaidOfItself {
    /**
     * Zeek's words for connections whose SYN was not seen are told as what they mean. Of those that
     * came to an end its word is SF all the same; but then nobody knows their round-trip time.
     */
    private static final String CONNECTION =
            """
            array_to_string(coalesce(%1$s.anomalies, []) || list_filter([
                CASE WHEN %1$s.client_missing_bytes + %1$s.server_missing_bytes > 0 THEN 'missing_bytes' END,
                CASE WHEN %1$s.client_packets = 0 OR %1$s.server_packets = 0 THEN 'one_sided' END,
                CASE WHEN %1$s.tcp_state IN ('OTH', 'SHR', 'RSTRH')
                    OR %1$s.transport = 'tcp' AND %1$s.initial_rtt IS NULL THEN 'start_not_seen' END,
                CASE WHEN %1$s.end_reason IN ('idle', 'archive_end') THEN 'end_not_seen' END],
                word -> word IS NOT NULL), '+')
            """;

    private SaidOfItself() {}

    /** SQL for a text of words with + between them; empty: nothing. */
    static String of(Table table, String alias) {
        String text =
                switch (table) {
                    case CONNECTIONS -> CONNECTION;
                    case CERTIFICATES, OCSP ->
                            "CASE WHEN %1$s.parse_error IS NULL THEN '' ELSE 'parse_error' END";
                    case CRLS,
                            NAMES,
                            NAME_QUERIES,
                            CAPTURES,
                            CERTIFICATE_VALIDITY,
                            CHAINS,
                            SCTS,
                            REVOCATIONS,
                            CONSENSUS ->
                            "''";
                };
        return text.formatted(alias);
    }
}
