package org.tlscensus.jobs.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Cuts what a client sends into lines, none of them longer than a bound. */
final class Lines {
    private final InputStream in;
    private final int maxBytes;

    /**
     * @param in buffered
     */
    Lines(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /**
     * The next line, without its end; null at the end.
     *
     * @throws ProtocolError when it is too long; the one after it can be asked for
     */
    byte[] next() throws IOException, ProtocolError {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean isTooLong = false;
        int c = in.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = in.read()) {
            isTooLong |= line.size() >= maxBytes;
            if (!isTooLong) {
                line.write(c);
            }
        }
        if (isTooLong) {
            throw new ProtocolError(
                    ProtocolError.INVALID_REQUEST, "a message of more than " + maxBytes + " bytes");
        }
        return line.toByteArray();
    }
}
