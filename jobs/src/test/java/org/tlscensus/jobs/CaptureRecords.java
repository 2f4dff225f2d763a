package org.tlscensus.jobs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packet records of a little-endian pcap file, to make other captures of. */
public final class CaptureRecords {
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;

    private final byte[] header;
    private final List<byte[]> records = new ArrayList<>();

    private CaptureRecords(byte[] header) {
        this.header = header;
    }

    /** The demo's captures, beside the modules. */
    public static Path demo() {
        return Path.of("..", "datasets", "demo").toAbsolutePath().normalize();
    }

    /** Reads a sound pcap file. */
    public static CaptureRecords read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[FILE_HEADER];
        bytes.get(header);
        CaptureRecords capture = new CaptureRecords(header);
        while (bytes.hasRemaining()) {
            byte[] record = new byte[RECORD_HEADER + bytes.getInt(bytes.position() + 8)];
            bytes.get(record);
            capture.records.add(record);
        }
        return capture;
    }

    public int count() {
        return records.size();
    }

    /** The bytes of a capture of some of the records. */
    public byte[] bytes(int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header);
        records.subList(from, to).forEach(out::writeBytes);
        return out.toByteArray();
    }

    /** Writes the records as some files of about the same number of records. */
    public List<Path> cut(Path folder, String prefix, int files) throws IOException {
        List<Path> paths = new ArrayList<>();
        Files.createDirectories(folder);
        for (int i = 0; i < files; i++) {
            Path path = folder.resolve(String.format("%s-%03d.pcap", prefix, i));
            int from = (int) ((long) count() * i / files);
            int to = (int) ((long) count() * (i + 1) / files);
            Files.write(path, bytes(from, to));
            paths.add(path);
        }
        return paths;
    }
}
