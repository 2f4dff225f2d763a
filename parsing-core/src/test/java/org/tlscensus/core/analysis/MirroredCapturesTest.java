package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.ConnectionRow;

/**
 * Recorded handshakes behind mirrors' and tunnels' headers, and in odd files, with what is known.
 */
class MirroredCapturesTest {
    private static final Path FOLDER =
            Path.of("src/test/resources/org/tlscensus/core/analysis/captures");

    private static String line(ConnectionRow row) {
        return String.format(
                "%s %s %d %s",
                row.tls().serverName(),
                row.tls().version(),
                row.tls().serverChain() == null ? 0 : row.tls().serverChain().size(),
                row.tunnel() == null ? "-" : String.join("+", row.tunnel()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        cisco-ttag.pcap           | www.example.com tls1.2 1 erspan
        tzsp.pcap                 | www.example.com tls1.2 1 tzsp
        juniper-ethernet.pcap     | www.example.com tls1.2 1 -
        aruba-gre.pcap            | www.example.com tls1.2 1 gre
        a-msdu.pcap               | www.example.com tls1.2 1 -
        nsh.pcap                  | www.example.com tls1.2 1 nsh
        geneve-options.pcap       | www.example.com tls1.2 1 geneve
        capwap-8023.pcap          | one.example.org tls1.2 2 capwap, three.example.org tls1.3 0 capwap
        capwap-80211.pcap         | one.example.org tls1.2 2 capwap, three.example.org tls1.3 0 capwap
        capwap-80211-swapped.pcap | one.example.org tls1.2 2 capwap, three.example.org tls1.3 0 capwap
        joined.pcap               | one.example tls1.2 1 -, two.example tls1.2 1 -
        pzstd.pcap.zst            | www.example.com tls1.2 1 -
        binary-resolution.pcapng  | www.example.com tls1.2 1 -
        two-resolutions.pcapng    | www.example.com tls1.2 1 -
        """)
    void handshakesAreWhole(String file, String expected) throws IOException {
        SiteRows site = SiteRows.of("site", FOLDER.resolve(file), AnalysisOptions.DEFAULTS);
        List<ConnectionRow> rows = site.connections();
        String lines = rows.stream().map(row -> line(row)).collect(Collectors.joining(", "));
        assertEquals(expected, lines);
        for (ConnectionRow row : rows) {
            assertEquals(0, row.clientMissingBytes() + row.serverMissingBytes());
            assertEquals(true, row.tls().established());
        }
        CapturePart told = site.captures().get(0);
        assertEquals(file.equals("joined.pcap") ? 1 : 0, told.damages().size());
        assertEquals(1, told.packetsByReason().size(), "all decoded");
        long frames =
                told.packetsByReason().get("decoded")
                        + told.anomalies().getOrDefault("further_frame", 0L);
        long packets = rows.stream().mapToLong(r -> r.clientPackets() + r.serverPackets()).sum();
        assertEquals(frames, packets);
    }

    /** Blocks have to be multiples of four bytes; what is not is no capture, and that is told. */
    @ParameterizedTest
    @CsvSource("unpadded.pcapng")
    void damageIsTold(String file) throws IOException {
        SiteRows site = SiteRows.of("site", FOLDER.resolve(file), AnalysisOptions.DEFAULTS);
        assertEquals(List.of(), site.connections());
        assertEquals(1, site.captures().get(0).damages().size());
    }
}
