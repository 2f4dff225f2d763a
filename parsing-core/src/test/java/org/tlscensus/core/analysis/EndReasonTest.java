package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.row.ConnectionRow;

/** Why connections end, in a whole capture and cut after each packet. */
class EndReasonTest {
    private static final String OPENED = "0 > S 100; 0.1 < SA 700 101; 0.2 > A 101 701; ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        both ends close             | 1 > FA 101 701; 1.1 < FA 701 102; 1.2 > A 102 702                  | fin
        one end closes              | 1 > FA 101 701; 1.1 < A 701 102                                    | archive_end
        the client aborts           | 1 > R 101                                                          | rst
        the server aborts           | 1 < RA 701 101                                                     | rst
        an RST after both FINs      | 1 > FA 101 701; 1.1 < FA 701 102; 1.2 > R 102                      | fin
        it goes on                  | 1 > PA 101 701 16                                                  | archive_end
        silent for the idle time    | 1 > PA 101 701 16; 901.0 > PA 102 701 16                           | archive_end
        silent for longer           | 1 > PA 101 701 16; 901.1 > PA 102 701 16                           | idle archive_end
        a SYN of another            | 1 > S 5000; 1.1 < SA 9000 5001                                     | new_connection archive_end
        after one end's FIN         | 1 < FA 701 101; 2 > S 5000; 2.1 < SA 9000 5001                     | new_connection archive_end
        a SYN after both FINs       | 1 > FA 101 701; 1.1 < FA 701 102; 2 > S 5000; 2.1 < SA 9000 5001   | fin archive_end
        three, one after the other  | 1 > S 5000; 1.1 < SA 9000 5001; 2 > S 7000; 2.1 < RA 0 7001        | new_connection new_connection rst
        """)
    void isToldInTheRow(String name, String packets, String expected) throws IOException {
        MadePackets made = MadePackets.segments(OPENED + packets);
        CutCapture cut = new CutCapture(new BytesSource("made.pcap", made.capture()));
        for (int at = 0; at < cut.packets(); at++) {
            Captures files = at == 0 ? cut.cutAt() : cut.cutAt(at);
            assertEquals(expected, reasons(files), name + ", cut at " + at);
        }
    }

    private static String reasons(Captures files) throws IOException {
        List<CaptureSplit> splits = new ArrayList<>();
        for (int i = 0; i < files.count(); i++) {
            splits.add(new CaptureSplit(i, i, 0, Long.MAX_VALUE, null));
        }
        List<String> reasons =
                SiteRows.run("site", files, splits, CutsDoNotMatterTest.ALL).connections().stream()
                        .map(ConnectionRow::endReason)
                        .toList();
        return String.join(" ", reasons);
    }
}
