package org.tlscensus.core.tls.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.wire.ByteCursor;

class MediaFramingTest {
    private static final String STUN = "2112a442 000102030405060708090a0b ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    DTLS itself                | 16feff00               | 16feff00
                    RTP                        | 80600001 0000          | none
                    TURN channel data          | 4001 0004 16feff00     | 16feff00
                    padded channel data        | 4fff 0002 16fe 0000    | 16fe
                    channel data with RTP      | 4001 0002 8060         | none
                    channel data that is cut   | 4001 0009 16feff00     | none
                    CAPWAP                     | 01000000 16feff00      | 16feff00
                    CAPWAP without DTLS        | 01000000 00feff00      | none
                    CAPWAP data                | 00100200 16feff00      | none
                    Send indication            | 0016 0014 STUN 0012 0006 000102030405 0000 0013 0004 16feff00 | 16feff00
                    Data indication            | 0017 0008 STUN 0013 0003 16feff 00 | 16feff
                    indication that lies       | 0017 0008 STUN 0013 0009 16feff 00 | none
                    binding request            | 0001 0008 STUN 0013 0003 16feff 00 | none
                    indication without data    | 0016 0008 STUN 8022 0004 16feff00  | none
                    indication, other cookie   | 0017 0008 000000 STUN 0013 0003 16feff 00 | none
                    one byte                   | 16                     | none
                    """)
    void findsTheRecords(String name, String datagram, String expected) {
        String hex = datagram.replace("STUN", STUN).replace(" ", "");
        byte[] bytes = HexFormat.of().parseHex("ff" + hex + "ff"); // part of a larger array
        ByteCursor records = MediaFraming.records(bytes, 1, bytes.length - 2);
        String outcome = records == null ? "none" : HexFormat.of().formatHex(records.rest());
        assertEquals(expected, outcome, name);
    }
}
