package org.tlscensus.jobs.generate.capture;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;
import org.tlscensus.jobs.generate.plan.CapturePlan;

/**
 * A site's packets as capture files: Ethernet with microseconds, a new file by size or time.
 * Packets come in the order of their times. For one thread.
 */
public final class CaptureFiles implements Closeable {
    private static final int BLOCK = 1 << 20;

    private final Path folder;
    private final String name;
    private final CapturePlan plan;
    private final PacketRecords records;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    private OutputStream out;
    private long fileBytes;
    private long fileEnd; // when the next one begins
    private int files;
    private long bytes;
    private long packets;

    /**
     * @param folder is made when the first packet comes
     * @param name how the files' names begin
     */
    public CaptureFiles(Path folder, String name, CapturePlan plan) {
        this.folder = folder;
        this.name = name;
        this.plan = plan;
        records = PacketRecords.of(plan.format());
    }

    /**
     * Writes a packet, as much of it as the snap length lets through, and returns how many bytes
     * that are.
     *
     * @param length of the frame
     * @param captured most bytes of it that are kept
     */
    public int write(long micros, byte[] frame, int length, int captured) throws IOException {
        int kept = Math.min(length, Math.min(captured, plan.snapLength()));
        int size = records.bytes(kept);
        if (out == null || isFull(micros, size)) {
            beginFile(micros);
        }
        if (block.remaining() < size) {
            flush();
        }
        records.put(block, micros, frame, kept, length);
        fileBytes += size;
        bytes += size;
        packets++;
        return kept;
    }

    private boolean isFull(long micros, int more) {
        return plan.everyMicros() > 0 && micros >= fileEnd
                || plan.maxBytes() > 0 && fileBytes + more > plan.maxBytes();
    }

    private void beginFile(long micros) throws IOException {
        endFile();
        Files.createDirectories(folder);
        String suffix = plan.format().suffix() + plan.packing().suffix();
        String file = String.format("%s-%06d%s", name, files++, suffix);
        OutputStream plain =
                Files.newOutputStream(folder.resolve(file), StandardOpenOption.CREATE_NEW);
        out =
                switch (plan.packing()) {
                    case PLAIN -> plain;
                    case GZIP -> new GZIPOutputStream(plain, 1 << 16);
                    case ZSTD -> new ZstdOutputStream(plain);
                };
        records.begin(block, plan.snapLength());
        fileBytes = block.position();
        bytes += fileBytes;
        if (plan.everyMicros() > 0) {
            fileEnd = (micros / plan.everyMicros() + 1) * plan.everyMicros();
        }
    }

    private void flush() throws IOException {
        out.write(block.array(), 0, block.position());
        block.clear();
    }

    private void endFile() throws IOException {
        if (out == null) {
            return;
        }
        try {
            flush();
        } finally { // also when the disk is full
            out.close();
            out = null;
        }
    }

    /** Files so far. */
    public int files() {
        return files;
    }

    /** Bytes so far, before compression. */
    public long bytes() {
        return bytes;
    }

    /** Packets so far. */
    public long packets() {
        return packets;
    }

    @Override
    public void close() throws IOException {
        endFile();
    }
}
