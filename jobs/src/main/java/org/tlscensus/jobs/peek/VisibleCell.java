package org.tlscensus.jobs.peek;

import java.util.List;
import java.util.stream.Collectors;
import org.tlscensus.jobs.query.VisibleText;

/** A value between tabs: one line, safe to look at. */
final class VisibleCell {
    private VisibleCell() {}

    /** The value's text; those of a list with commas between, nothing for null. */
    static String of(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(VisibleCell::of).collect(Collectors.joining(","));
        }
        return VisibleText.of(value.toString()); // a tab is a control character
    }
}
