package org.tlscensus.core.analysis;

import java.io.IOException;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.tls.keys.KeyLog;

/** Captures, and secrets of their connections from elsewhere. */
record WithSecrets(Captures files, KeyLog secrets) implements Captures {
    @Override
    public int count() {
        return files.count();
    }

    @Override
    public String name(int index) {
        return files.name(index);
    }

    @Override
    public ByteSource open(int index) throws IOException {
        return files.open(index);
    }

    @Override
    public int overlapping(int index) {
        return files.overlapping(index);
    }
}
