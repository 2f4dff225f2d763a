package org.tlscensus.core.capture;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The content of a file that a library decompresses; it ends where the library gives up. */
final class DecodedBytes implements BlockInput.Bytes {
    private static final int XZ_MEMORY_KIB = 256 << 10;
    private static final int BLOCK = 1 << 18;

    private final Stored stored;
    private final Compression compression;
    private final List<Damage> damages;
    private InputStream decoder; // made at the first read: making it reads the head

    DecodedBytes(ByteSource source, Compression compression, List<Damage> damages) {
        stored = new Stored(source);
        this.compression = compression;
        this.damages = damages;
    }

    /** The stored bytes, read in blocks. An error of theirs is the disk's, not the content's. */
    private static final class Stored extends InputStream {
        private final ByteSource source;
        private final byte[] block;
        private int cursor;
        private int limit;
        private long position; // of the byte after the block
        private boolean hasFailed;

        Stored(ByteSource source) {
            this.source = source;
            block = new byte[(int) Math.max(1, Math.min(BLOCK, source.length()))];
        }

        private boolean fill() throws IOException {
            if (cursor < limit) {
                return true;
            }
            try {
                int read = source.read(position, block, 0, block.length);
                cursor = 0;
                limit = Math.max(read, 0);
                position += limit;
            } catch (IOException e) {
                hasFailed = true;
                throw e;
            }
            return limit > 0;
        }

        @Override
        public int read() throws IOException {
            return fill() ? block[cursor++] & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int count = Math.min(length, limit - cursor);
            System.arraycopy(block, cursor, bytes, offset, count);
            cursor += count;
            return count;
        }

        long used() {
            return position - (limit - cursor);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            if (decoder == null) {
                decoder = open();
            }
            return decoder.read(buffer, offset, length);
        } catch (IOException e) {
            if (stored.hasFailed) {
                throw e;
            }
            return giveUp(e);
        } catch (RuntimeException e) {
            return giveUp(e); // so the libraries answer some broken input
        }
    }

    private int giveUp(Exception e) {
        damages.add(new Damage(stored.used(), "broken " + compression.word() + ": " + reason(e)));
        try {
            close();
        } catch (IOException again) {
            // there is nothing more to get out of it
        }
        decoder = InputStream.nullInputStream();
        return -1;
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private InputStream open() throws IOException {
        return switch (compression) {
            case ZSTD -> new ZstdFrames(stored);
            case LZ4 -> new FramedLZ4CompressorInputStream(stored, true);
            case BZIP2 -> new BZip2CompressorInputStream(stored, true);
            case XZ ->
                    XZCompressorInputStream.builder()
                            .setInputStream(stored)
                            .setDecompressConcatenated(true)
                            .setMemoryLimitKiB(XZ_MEMORY_KIB)
                            .get();
            case NONE, GZIP -> throw new IllegalStateException(compression + " needs no library");
        };
    }

    @Override
    public long storedPosition() {
        return stored.used();
    }

    @Override
    public void close() throws IOException {
        if (decoder != null) {
            decoder.close();
        }
    }
}
