package org.tlscensus.jobs.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.capture.FileByteSource;

/**
 * Cuts a little-endian pcap file between packets into files of about equal size, whose names say
 * nothing of their order.
 */
public final class CutCapture {
    private static final int FILE_HEADER = 24;
    private static final int SCATTER = 0x9e3779b1; // odd: no two numbers become the same

    private CutCapture() {}

    /** Arguments: the file, how many files to make, and the folder for them. */
    public static void main(String[] arguments) throws IOException {
        Path from = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        long each = Files.size(from) / count + 1;
        try (FileByteSource source = new FileByteSource(from);
                CaptureReader reader = CaptureReader.open(source)) {
            byte[] header = new byte[FILE_HEADER];
            source.read(0, header, 0, FILE_HEADER);
            boolean more = reader.next();
            for (int number = 1; more; number++) {
                Path file = folder.resolve(String.format("%08x.pcap", number * SCATTER));
                try (OutputStream out =
                        new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
                    out.write(header);
                    while (more && reader.position() < number * each) {
                        int headerBytes =
                                (int) (reader.nextPosition() - reader.position())
                                        - reader.capturedLength();
                        int start = reader.offset() - headerBytes;
                        int end = reader.offset() + reader.capturedLength();
                        out.write(Arrays.copyOfRange(reader.bytes(), start, end));
                        more = reader.next();
                    }
                }
            }
        }
    }
}
