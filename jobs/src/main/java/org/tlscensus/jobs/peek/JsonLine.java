package org.tlscensus.jobs.peek;

import java.util.List;

/** An object of JSON in one line (RFC 8259), ASCII alone: names from strangers move no terminal. */
final class JsonLine {
    private final StringBuilder text = new StringBuilder("{");

    /** Adds a member: null, a number, a string or a list of these. */
    void add(String name, Object value) {
        if (text.length() > 1) {
            text.append(',');
        }
        string(name);
        text.append(':');
        value(value);
    }

    private void value(Object value) {
        if (value instanceof List<?> list) {
            text.append('[');
            for (int i = 0; i < list.size(); i++) {
                text.append(i == 0 ? "" : ",");
                value(list.get(i));
            }
            text.append(']');
        } else if (value == null || value instanceof Number) {
            text.append(value);
        } else {
            string(value.toString());
        }
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c >= 0x7f) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
