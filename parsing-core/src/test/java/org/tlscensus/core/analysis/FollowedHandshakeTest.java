package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.row.ConnectionRow;

/**
 * A handshake whose ServerHello was lost is followed for long, since it may show itself yet: as
 * long where a capture begins behind the ClientHello, however small the segments are.
 */
class FollowedHandshakeTest {
    private static final byte[] CLIENTS = HexFormat.of().parseHex("0a000001c00002019c4001bb");
    private static final byte[] SERVERS = HexFormat.of().parseHex("c00002010a00000101bb9c40");
    private static final int PUSH_ACK = MadeArchive.PUSH_ACK;
    private static final int LOST = 1_400;

    private final List<byte[]> packets = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"1000, 1400", "16000, 1400", "40, 1400", "1000, 100"})
    void isFollowedAlikeWhereverItIsCut(int record, int segment) throws IOException {
        byte[] hello = MadeArchive.clientHello(1);
        add(CLIENTS, MadeArchive.SYN, 100, 0, new byte[0]);
        add(SERVERS, MadeArchive.SYN | 0x10, 500, 101, new byte[0]);
        add(CLIENTS, PUSH_ACK, 101, 501, hello);
        int client = 101 + hello.length;
        int server = 501 + LOST;
        add(CLIENTS, 0x10, client, server, new byte[0]);
        byte[] data = records(record, 100_000);
        for (int at = 0; at < data.length; at += segment) {
            byte[] payload = Arrays.copyOfRange(data, at, Math.min(data.length, at + segment));
            add(SERVERS, PUSH_ACK, server + at, client, payload);
            add(CLIENTS, 0x10, client, server + at + payload.length, new byte[0]);
        }
        ConnectionRow whole = row(packets.size());
        assertNull(whole.tls().version());
        for (int cut : List.of(3, 4, 5, 20, packets.size() / 2, packets.size() - 2)) {
            assertEquals(whole.tls(), row(cut).tls(), "cut behind packet " + cut);
        }
    }

    private static byte[] records(int size, int bytes) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        while (records.size() < bytes) {
            records.writeBytes(new byte[] {23, 3, 3, (byte) (size >> 8), (byte) size});
            records.writeBytes(new byte[size]);
        }
        return records.toByteArray();
    }

    private void add(byte[] ends, int flags, int sequence, int acknowledged, byte[] payload) {
        packets.add(
                MadeArchive.packet(packets.size(), ends, flags, sequence, acknowledged, payload));
    }

    /** The one row of two files, each a split. */
    private ConnectionRow row(int cut) throws IOException {
        List<BytesSource> files = new ArrayList<>();
        List<CaptureSplit> splits = new ArrayList<>();
        for (List<byte[]> some :
                List.of(packets.subList(0, cut), packets.subList(cut, packets.size()))) {
            if (!some.isEmpty()) {
                splits.add(new CaptureSplit(files.size(), files.size(), 0, Long.MAX_VALUE, null));
                files.add(new BytesSource("file-" + files.size(), MadeArchive.file(some)));
            }
        }
        List<ConnectionRow> rows =
                SiteRows.run("s", CutCapture.of(files), splits, AnalysisOptions.DEFAULTS)
                        .connections();
        assertEquals(1, rows.size());
        return rows.get(0);
    }
}
