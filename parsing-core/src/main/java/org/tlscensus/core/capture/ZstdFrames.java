package org.tlscensus.core.capture;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The content of zstd frames, one after the other (RFC 8878 section 3.1). The library's own stream
 * does not notice when a frame after the first one is cut.
 */
final class ZstdFrames extends InputStream {
    private static final int BLOCK = 1 << 17; // of content, as large as a frame's blocks may be

    private final InputStream stored;
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final byte[] block = new byte[BLOCK];
    private final ByteBuffer source = ByteBuffer.allocateDirect(BLOCK).limit(0);
    private final ByteBuffer content = ByteBuffer.allocateDirect(BLOCK).limit(0);
    private boolean isInFrame;
    private boolean mayHaveMore; // content that did not fit

    ZstdFrames(InputStream stored) {
        this.stored = stored;
    }

    /**
     * Decodes the next content.
     *
     * @throws EOFException when the file ends inside a frame
     */
    private boolean fill() throws IOException {
        while (!content.hasRemaining()) {
            if (!source.hasRemaining() && !mayHaveMore && !refill()) {
                if (isInFrame) {
                    throw new EOFException("the file ends inside a frame");
                }
                return false;
            }
            content.clear();
            isInFrame = !context.decompressDirectByteBufferStream(content, source);
            mayHaveMore = isInFrame && !content.hasRemaining();
            content.flip();
        }
        return true;
    }

    private boolean refill() throws IOException {
        int read = stored.read(block, 0, block.length);
        source.clear();
        source.put(block, 0, Math.max(read, 0)).flip();
        return read > 0;
    }

    @Override
    public int read() throws IOException {
        return fill() ? content.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, content.remaining());
        content.get(bytes, offset, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        context.close();
        stored.close();
    }
}
