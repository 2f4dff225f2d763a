package org.tlscensus.core.tls;

import java.util.Arrays;
import java.util.function.Consumer;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * The extensions of a hello (RFC 8446 section 4.2): ids and bodies only, so that a body that makes
 * no sense spoils no other. One whose body is not all there does not count, nor what follows it.
 */
final class Extensions {
    private int[] ids = new int[16];
    private ByteCursor[] bodies = new ByteCursor[16];
    private int count;

    private Extensions() {}

    /**
     * What follows in a hello: nothing, or the block of extensions. A block that ends early yields
     * those before its end.
     *
     * @param malformed the anomaly of a hello whose bytes do not fit
     */
    static Extensions parse(ByteCursor in, TlsAnomaly malformed, Consumer<TlsAnomaly> anomalies) {
        Extensions extensions = new Extensions();
        if (in.isAtEnd()) {
            return extensions;
        }
        try {
            int length = in.u16("extensions");
            int there = Math.min(length, in.remaining());
            extensions.add(in.slice(there, "extensions"), anomalies);
            if (there < length || !in.isAtEnd()) {
                anomalies.accept(malformed);
            }
        } catch (ParseException e) {
            anomalies.accept(malformed);
        }
        return extensions;
    }

    /** The extensions of a block without its length. */
    static Extensions split(ByteCursor in, Consumer<TlsAnomaly> anomalies) throws ParseException {
        Extensions extensions = new Extensions();
        extensions.add(in, anomalies);
        return extensions;
    }

    private void add(ByteCursor in, Consumer<TlsAnomaly> anomalies) throws ParseException {
        while (!in.isAtEnd()) {
            int id = in.u16("extension_type");
            if (contains(id)) {
                anomalies.accept(TlsAnomaly.DUPLICATE_EXTENSION);
            }
            add(id, in.vector16(0, 0xffff, "extension_data"));
        }
    }

    private void add(int id, ByteCursor body) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
            bodies = Arrays.copyOf(bodies, 2 * count);
        }
        ids[count] = id;
        bodies[count++] = body;
    }

    /** What reads the bodies of a hello. */
    interface BodyReader {
        /** Whether the body ended where its content does. */
        boolean read(int id, ByteCursor body) throws ParseException;
    }

    /** Has each extension read, the first where one comes twice; what does not fit is told. */
    void read(BodyReader reader, Consumer<TlsAnomaly> anomalies) {
        for (int i = 0; i < count; i++) {
            try {
                if (isFirst(i) && !reader.read(ids[i], bodies[i])) {
                    anomalies.accept(TlsAnomaly.MALFORMED_EXTENSION);
                }
            } catch (ParseException e) {
                anomalies.accept(TlsAnomaly.MALFORMED_EXTENSION);
            }
        }
    }

    private boolean isFirst(int index) {
        for (int i = 0; i < index; i++) {
            if (ids[i] == ids[index]) {
                return false;
            }
        }
        return true;
    }

    /** The body of an extension; null when it is absent. */
    ByteCursor find(int id) {
        for (int i = 0; i < count; i++) {
            if (ids[i] == id) {
                return bodies[i];
            }
        }
        return null;
    }

    int[] ids() {
        return Arrays.copyOf(ids, count);
    }

    private boolean contains(int id) {
        for (int i = 0; i < count; i++) {
            if (ids[i] == id) {
                return true;
            }
        }
        return false;
    }
}
