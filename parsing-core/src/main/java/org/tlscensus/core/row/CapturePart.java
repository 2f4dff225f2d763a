package org.tlscensus.core.row;

import java.util.List;
import java.util.Map;

/**
 * What one split tells of a capture file. A file's row is the sum over its splits; counts may be
 * negative where a split corrects another's (see {@code analysis.SuccessorPackets}).
 *
 * @param capture name of the file
 * @param split place of the split among the splits of its site, in time order
 * @param beganAt byte of the first packet record, in decompressed bytes of the file
 * @param endedAt byte of the first record after the split, reached by walking
 * @param beganContext the context it was read in ({@code capture.CaptureContext} as bytes)
 * @param endedContext the context at {@code endedAt}
 * @param packetsByReason packets per outcome of decoding; sums to the packets
 * @param firstNanos earliest packet, nanoseconds since the epoch
 * @param lastNanos latest packet, nanoseconds since the epoch
 * @param settledFlows connections that began in the file, were settled and are in no table
 * @param lookaheadBytes bytes read beyond the end of the split
 * @param isCutShort whether something stood in the middle at the end of the site's last capture:
 *     with a further capture the split would hand out more
 * @param parts unfinished parts of connections that were handed out
 * @param secrets key log lines of pcapng's decryption secrets blocks; null when there are none
 * @param blocks the split's packets of the file, some megabytes each; none unless they are asked
 *     for
 */
public record CapturePart(
        String capture,
        long split,
        Long beganAt,
        Long endedAt,
        byte[] beganContext,
        byte[] endedContext,
        Map<String, Long> packetsByReason,
        Long firstNanos,
        Long lastNanos,
        long settledFlows,
        Map<String, Long> anomalies,
        List<DamageRow> damages,
        long lookaheadBytes,
        boolean isCutShort,
        long parts,
        byte[] secrets,
        List<CaptureBlock> blocks) {}
