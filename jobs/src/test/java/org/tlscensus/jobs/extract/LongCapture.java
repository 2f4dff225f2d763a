package org.tlscensus.jobs.extract;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.capture.FileByteSource;

/**
 * The packets of a capture of Ethernet again and again, each time an hour later, as a pcap file.
 */
final class LongCapture {
    private static final int NANOSECOND_MAGIC = 0xa1b23c4d;
    private static final long HOUR_SECONDS = 3600;

    private LongCapture() {}

    static void write(Path capture, Path target, int times) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
            out.write(
                    buffer(24)
                            .putInt(NANOSECOND_MAGIC)
                            .putShort((short) 2)
                            .putShort((short) 4)
                            .putLong(0)
                            .putInt(1 << 18)
                            .putInt(1)
                            .array());
            for (int i = 0; i < times; i++) {
                append(capture, i * HOUR_SECONDS, out);
            }
        }
    }

    private static void append(Path capture, long laterSeconds, OutputStream out)
            throws IOException {
        try (FileByteSource source = new FileByteSource(capture);
                CaptureReader reader = CaptureReader.open(source)) {
            while (reader.next()) {
                out.write(
                        buffer(16)
                                .putInt((int) (reader.timeNanos() / 1_000_000_000 + laterSeconds))
                                .putInt((int) (reader.timeNanos() % 1_000_000_000))
                                .putInt(reader.capturedLength())
                                .putInt(reader.originalLength())
                                .array());
                out.write(reader.bytes(), reader.offset(), reader.capturedLength());
            }
        }
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
