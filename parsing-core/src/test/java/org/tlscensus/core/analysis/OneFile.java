package org.tlscensus.core.analysis;

import java.io.IOException;
import java.nio.file.Path;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.FileByteSource;

/** A site of one capture file. */
public record OneFile(Path file) implements Captures {
    @Override
    public int count() {
        return 1;
    }

    @Override
    public String name(int index) {
        return "capture";
    }

    @Override
    public ByteSource open(int index) throws IOException {
        return new FileByteSource(file);
    }
}
