package org.tlscensus.jobs.extract;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.CaptureReader;

/** A capture that is being read, and the interfaces that its packets have in the extract. */
final class OpenCapture implements Closeable {
    private final String site;
    private final String name;
    private final ByteSource source;
    private final CaptureReader reader;
    private final Map<Integer, Integer> interfaces = new HashMap<>(); // by link type

    private OpenCapture(Extraction.Capture capture, ByteSource source, CaptureReader reader) {
        site = capture.site();
        name = capture.name();
        this.source = source;
        this.reader = reader;
    }

    static OpenCapture open(Extraction.Capture capture) throws IOException {
        ByteSource source = capture.opening().open();
        try {
            return new OpenCapture(capture, source, CaptureReader.open(source));
        } catch (IOException e) {
            source.close();
            throw e;
        }
    }

    /** For people. */
    String label() {
        return site + "/" + name;
    }

    String site() {
        return site;
    }

    CaptureReader reader() {
        return reader;
    }

    long timeNanos() {
        return reader.timeNanos();
    }

    /** Moves to the next packet; false at the end. */
    boolean advance() throws IOException {
        return reader.next();
    }

    /** The number of the interface that the present packet has in the extract. */
    int interfaceIn(PcapngOutput out) throws IOException {
        Integer number = interfaces.get(reader.linkType());
        if (number == null) {
            number = out.addInterface(reader.linkType(), label());
            interfaces.put(reader.linkType(), number);
        }
        return number;
    }

    @Override
    public void close() throws IOException {
        reader.close();
        source.close();
    }
}
