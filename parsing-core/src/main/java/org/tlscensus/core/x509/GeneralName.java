package org.tlscensus.core.x509;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.wire.ParseException;

/** A name in one of the forms of RFC 5280 section 4.2.1.6: its tag tells which. */
final class GeneralName {
    static final int OTHER = DerValue.contextConstructed(0);
    static final int EMAIL = DerValue.context(1);
    static final int DNS = DerValue.context(2);
    static final int DIRECTORY = DerValue.contextConstructed(4);
    static final int URI = DerValue.context(6);
    static final int IP = DerValue.context(7);
    static final int REGISTERED_ID = DerValue.context(8);

    private GeneralName() {}

    /** The names of one form, as columns show them, from the reader's values. */
    static List<String> shown(List<DerValue> names, int form) {
        List<String> shown = new ArrayList<>();
        for (DerValue name : names) {
            if (name.tag() == form) {
                shown.add(DerText.shown(name));
            }
        }
        return shown;
    }

    /** All names of a GeneralNames value; beyond {@code max} they are an error. */
    static List<DerValue> all(DerReader names, int max, Notes notes, String field)
            throws ParseException {
        List<DerValue> all = new ArrayList<>();
        while (names.hasNext()) {
            if (all.size() == max) {
                notes.add(field + ": more than " + max + " names, the rest is left out");
                break;
            }
            all.add(names.next(field));
        }
        return all;
    }
}
