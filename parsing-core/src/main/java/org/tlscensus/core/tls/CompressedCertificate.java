package org.tlscensus.core.tls;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/** CompressedCertificate (RFC 8879 section 4). */
final class CompressedCertificate {
    // IANA TLS Certificate Compression Algorithm IDs registry.
    private static final int ZLIB = 1;
    private static final int BROTLI = 2;
    private static final int ZSTD = 3;

    private static final int ZSTD_WINDOW_BITS = 24; // memory that a frame may ask for

    private CompressedCertificate() {}

    /** The Certificate message; null when it cannot be had, for which there is an anomaly. */
    static byte[] read(ByteCursor in, TlsLimits limits, Consumer<TlsAnomaly> anomalies)
            throws ParseException {
        int algorithm = in.u16("algorithm");
        int length = in.u24("uncompressed_length");
        byte[] compressed = in.vector24(1, 0xffffff, "compressed_certificate_message").rest();
        if (length > limits.handshakeBytes()) {
            anomalies.accept(TlsAnomaly.HANDSHAKE_MESSAGE_TOO_LARGE);
            return null;
        }
        if (algorithm < ZLIB || algorithm > ZSTD) {
            anomalies.accept(TlsAnomaly.CERTIFICATE_COMPRESSION_UNREADABLE);
            return null;
        }
        try (InputStream content = content(algorithm, compressed)) {
            byte[] message = content.readNBytes(length + 1);
            if (message.length == length) {
                return message;
            }
        } catch (IOException e) {
            // as when the length is another
        }
        anomalies.accept(TlsAnomaly.MALFORMED_CERTIFICATE_MESSAGE);
        return null;
    }

    private static InputStream content(int algorithm, byte[] compressed) throws IOException {
        InputStream in = new ByteArrayInputStream(compressed);
        return switch (algorithm) {
            case ZLIB -> new InflaterInputStream(in);
            case BROTLI -> new BrotliInputStream(in);
            default -> new ZstdInputStream(in).setLongMax(ZSTD_WINDOW_BITS);
        };
    }
}
