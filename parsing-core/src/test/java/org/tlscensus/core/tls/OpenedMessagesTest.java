package org.tlscensus.core.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.core.tls.keys.KeyLog;
import org.tlscensus.core.tls.keys.TlsSecrets;
import org.tlscensus.core.wire.Side;

/** What decrypted messages add to a row, and that cuts of the bytes do not matter for it. */
class OpenedMessagesTest {
    private static final Path KEY_LOGS = Path.of("..", "datasets", "keylog");

    private static final String CERTIFICATE = "00" + "000009" + "000004" + "30020500" + "0000";

    private static TlsSession session() {
        return session(TlsLimits.DEFAULTS);
    }

    private static TlsSession session(TlsLimits limits) {
        TlsSession session = new TlsSession("tls", limits, new Told.Listener());
        byte[] client = Wire.clientHello("");
        byte[] server = Wire.serverHello("1301", "002b00020304");
        session.handshake(Side.CLIENT, 0, HandshakeType.CLIENT_HELLO, client, 4, client.length - 4);
        session.handshake(Side.SERVER, 0, HandshakeType.SERVER_HELLO, server, 4, server.length - 4);
        return session;
    }

    private static void open(TlsSession session, int type, byte[] body) {
        session.opened(Side.SERVER, 0, type, body, 0, body.length);
    }

    private static byte[] compressed(int algorithm, int length, byte[] content) {
        byte[] head = {
            0, (byte) algorithm, 0, (byte) (length >> 8), (byte) length, 0, 0, (byte) content.length
        };
        return Wire.join(head, content);
    }

    private static byte[] zlib(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(content);
        }
        return out.toByteArray();
    }

    /**
     * Brotli that stores what it is given (RFC 7932 section 9.2): a window of 16 bits, a meta-block
     * of so many bytes as they are, and an empty last one.
     */
    private static byte[] brotli(byte[] content) {
        int head = content.length - 1 << 4 | 1 << 20;
        byte[] start = {(byte) head, (byte) (head >> 8), (byte) (head >> 16)};
        return Wire.join(start, content, new byte[] {3});
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, ",
        "3, 0, ",
        "1, 1, malformed_certificate_message",
        "1, -1, malformed_certificate_message",
        "3, 1, malformed_certificate_message",
        "2, 0, ",
        "2, 1, malformed_certificate_message",
        "2, -1, malformed_certificate_message",
        "0, 0, certificate_compression_unreadable",
        "4, 0, certificate_compression_unreadable",
    })
    void readsCompressedCertificates(int algorithm, int lengthError, String anomaly)
            throws IOException {
        byte[] message = Wire.hex(CERTIFICATE);
        byte[] content =
                switch (algorithm) {
                    case 2 -> brotli(message);
                    case 3 -> Zstd.compress(message);
                    default -> zlib(message);
                };
        TlsSession session = session();
        open(session, 25, compressed(algorithm, message.length + lengthError, content));
        if (anomaly == null) {
            assertEquals(1, session.toRow().serverChain().size());
        } else {
            assertNull(session.toRow().serverChain());
            assertTrue(
                    session.anomalies().contains(anomaly),
                    () -> String.join(" ", session.anomalies()));
        }
        assertTrue(session.toRow().decrypted());
    }

    /** A message that claims to be larger than what is kept is not decompressed. */
    @Test
    void aCompressedCertificateHasABound() throws IOException {
        TlsSession session = session(new TlsLimits(1000, 1 << 20, 100, 200, 1 << 16));
        byte[] body = compressed(1, 0, zlib(new byte[1 << 12]));
        body[2] = (byte) 0xff;
        open(session, 25, body);
        assertTrue(session.anomalies().contains("handshake_message_too_large"));
    }

    @Test
    void encryptedExtensionsTellTheProtocol() {
        TlsSession session = session();
        open(session, 8, Wire.hex("0009" + "0010" + "0005" + "0003" + "026832"));
        open(session, 13, Wire.hex("000000"));
        assertEquals("h2", session.toRow().alpnSelected());
        assertTrue(session.toRow().clientCertificateRequested());
        assertEquals("Csor", session.toRow().history());
    }

    /** A listener that has a key log. */
    private static final class Keyed implements TlsListener {
        private final Told.Listener listener = new Told.Listener();
        private final KeyLog keyLog = new KeyLog();

        @Override
        public void certificate(String sha256, byte[] der) {
            listener.certificate(sha256, der);
        }

        @Override
        public void stapledResponse(Side sender, long timeNanos, byte[] response, String leaf) {
            listener.stapledResponse(sender, timeNanos, response, leaf);
        }

        @Override
        public TlsSecrets secrets(byte[] clientRandom) {
            return keyLog.find(clientRandom);
        }

        @Override
        public HandshakeMemory memory() {
            return listener.memory();
        }
    }

    private static Told run(RecordedConnection connection, Path keys, int chunk)
            throws IOException {
        Keyed listener = new Keyed();
        try (InputStream in = Files.newInputStream(keys)) {
            listener.keyLog.read(in);
        }
        TlsDialogue dialogue = new TlsDialogue(TlsLimits.DEFAULTS, listener);
        for (RecordedConnection.Piece piece : connection.pieces()) {
            byte[] bytes = piece.bytes();
            for (int at = 0; at < bytes.length; at += chunk) {
                int length = Math.min(chunk, bytes.length - at);
                dialogue.bytes(piece.sender(), 0, bytes, at, length);
            }
        }
        return listener.listener.told(dialogue.session());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 6, 29, 512})
    void anyChunkingTellsTheSame(int chunk) throws IOException {
        int decrypted = 0;
        try (Stream<Path> files = Files.list(KEY_LOGS)) {
            List<Path> captures = files.filter(f -> f.toString().matches(".*tls1.*pcap")).toList();
            for (Path capture : captures) {
                Path keys = Path.of(capture.toString().replace(".pcap", ".keys"));
                for (RecordedConnection connection : RecordedConnection.withHello(capture)) {
                    Told whole = run(connection, keys, 1 << 20);
                    assertEquals(whole, run(connection, keys, chunk), capture.toString());
                    decrypted += whole.row().decrypted() ? 1 : 0;
                }
            }
        }
        assertTrue(decrypted >= 16, "decrypted: " + decrypted);
    }

    /** A decrypted message: the first byte is its type. */
    @FuzzTest
    void message(byte @NotNull [] input) {
        if (input.length > 0) {
            TlsSession session = session();
            session.opened(Side.SERVER, 0, input[0] & 0x7f, input, 1, input.length - 1);
            session.opened(Side.CLIENT, 0, input[0] & 0x7f, input, 1, input.length - 1);
            session.toRow();
        }
    }
}
