package org.tlscensus.jobs.extract;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.CaptureContext;
import org.tlscensus.core.capture.CaptureReader;
import org.tlscensus.core.capture.Damage;

/** A capture that is being read, and the interfaces that its packets have in the extract. */
final class OpenCapture implements Closeable {
    private final String site;
    private final String name;
    private final ByteSource source;
    private final Iterator<WantedBytes> further;
    private final Map<Integer, Integer> interfaces = new HashMap<>(); // by link type
    private final List<Damage> damages = new ArrayList<>();
    private WantedBytes run;
    private CaptureReader reader;
    private long bytes; // of the runs so far

    private OpenCapture(Extraction.Capture capture, ByteSource source) throws IOException {
        site = capture.site();
        name = capture.name();
        this.source = source;
        further = capture.runs().iterator();
        beginRun();
    }

    static OpenCapture open(Extraction.Capture capture) throws IOException {
        ByteSource source = capture.opening().open();
        try {
            return new OpenCapture(capture, source);
        } catch (IOException e) {
            source.close();
            throw e;
        }
    }

    private void beginRun() throws IOException {
        run = further.next();
        reader =
                run.context() == null
                        ? CaptureReader.open(source)
                        : CaptureReader.openAt(
                                source, run.start(), CaptureContext.fromBytes(run.context()));
        bytes += run.bytes(source.length());
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

    /** Moves to the next packet that may be wanted; false at the end. */
    boolean advance() throws IOException {
        while (!reader.next() || reader.position() >= run.end()) {
            damages.addAll(reader.damages());
            if (!further.hasNext()) {
                return false;
            }
            reader.close();
            beginRun();
        }
        return true;
    }

    /** What was wrong with the capture; known at its end. */
    List<Damage> damages() {
        return damages;
    }

    /** Stored bytes that were read. */
    long bytes() {
        return bytes;
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
