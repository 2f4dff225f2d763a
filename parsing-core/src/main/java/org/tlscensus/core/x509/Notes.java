package org.tlscensus.core.x509;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.wire.ParseException;

/** What did not parse in one certificate or response, in the order in which it was met. */
public final class Notes {
    /** A part that is read on its own: when it is broken, the others stay. */
    @FunctionalInterface
    public interface Part<T> {
        T read() throws ParseException;
    }

    private final int max;
    private final List<String> notes = new ArrayList<>();
    private int dropped;

    /** Holds that many notes, and counts those beyond. */
    public Notes(int max) {
        this.max = max;
    }

    /** The part, or null and a note when it does not parse. */
    public <T> T read(Part<T> part) {
        try {
            return part.read();
        } catch (ParseException e) {
            add(e.getMessage());
            return null;
        }
    }

    public void add(String note) {
        if (notes.size() < max) {
            notes.add(note);
        } else {
            dropped++;
        }
    }

    /** All notes, or null when there are none. */
    public String text() {
        if (notes.isEmpty()) {
            return null;
        }
        String all = String.join("; ", notes);
        return dropped == 0 ? all : all + "; and " + dropped + " more";
    }
}
