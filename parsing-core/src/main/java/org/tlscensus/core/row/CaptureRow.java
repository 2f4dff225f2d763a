package org.tlscensus.core.row;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A row of the table of captures. */
@Meaning("One row per capture file")
public record CaptureRow(
        @Meaning("Site of the manifest") String site,
        @Meaning("Name of the file, relative to where its site's captures lie") String name,
        @Meaning("Bytes as stored") long bytes,
        @Meaning("pcap-le, pcap-be, pcapng-le, … ; NULL when it is no capture") String format,
        @Meaning("gzip, zstd, lz4, bzip2, xz; NULL when it is not compressed") String compression,
        @Meaning("LINKTYPE_ numbers of its interfaces") List<Integer> linkTypes,
        @Meaning("Snap length of its first interface; NULL when unlimited") Integer snapLength,
        @Meaning("Packet records") long packets,
        @Meaning("Earliest packet") Instant firstTime,
        @Meaning("Latest packet") Instant lastTime,
        @Meaning("Packets per outcome of decoding; sums to packets")
                Map<String, Long> packetsByReason,
        @Meaning("Connections of any protocol whose first packet is in it") long flows,
        @Meaning("What was odd, with counts") Map<String, Long> anomalies,
        @Meaning("What is wrong with the file, first damage; NULL when nothing is") String damage,
        @Meaning("Byte of the stored file where the first damage begins") Long damageOffset,
        @Meaning("Bytes read beyond the ends of its splits") long lookaheadBytes,
        @Meaning("Unfinished parts of connections, which its splits handed on to be joined")
                long parts,
        @Meaning(
                        "passive: other people's traffic, observed; active: the observer's own probes;"
                                + " as the manifest says of the site")
                String vantage) {}
