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
    private static final int NO_ID = -1;

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

    int count() {
        return count;
    }

    /** The id of an extension that is to be read; negative for one that came before already. */
    int idToRead(int index) {
        for (int i = 0; i < index; i++) {
            if (ids[i] == ids[index]) {
                return NO_ID;
            }
        }
        return ids[index];
    }

    ByteCursor body(int index) {
        return bodies[index];
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
