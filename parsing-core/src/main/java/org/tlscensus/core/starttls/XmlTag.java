package org.tlscensus.core.starttls;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A tag of XML.
 *
 * @param name with its prefix, if it has one
 * @param attributes by name, with prefixes; namespaces are among them
 */
record XmlTag(String name, boolean isStart, boolean isEnd, Map<String, String> attributes) {
    private static final int MAX_ATTRIBUTES = 32;

    /** Reads what stands between the angle brackets; null for what is no element's tag. */
    static XmlTag parse(String text) {
        if (text.isEmpty() || text.charAt(0) == '?' || text.charAt(0) == '!') {
            return null;
        }
        boolean isClosing = text.charAt(0) == '/';
        boolean isEmpty = text.endsWith("/");
        int end = isEmpty ? text.length() - 1 : text.length();
        int start = isClosing ? 1 : 0;
        int nameEnd = start;
        while (nameEnd < end && !isBlank(text.charAt(nameEnd))) {
            nameEnd++;
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        if (nameEnd < end) {
            parseAttributes(text.substring(nameEnd, end), attributes);
        }
        String name = nameEnd > start ? text.substring(start, nameEnd) : "";
        return new XmlTag(name, !isClosing, isClosing || isEmpty, attributes);
    }

    private static void parseAttributes(String text, Map<String, String> attributes) {
        int at = 0;
        while (at < text.length() && attributes.size() < MAX_ATTRIBUTES) {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                return;
            }
            int quote = equals + 1;
            while (quote < text.length() && isBlank(text.charAt(quote))) {
                quote++;
            }
            if (quote == text.length()) {
                return;
            }
            int close = text.indexOf(text.charAt(quote), quote + 1);
            if (close < 0) {
                return;
            }
            String name = text.substring(at, equals).strip();
            attributes.putIfAbsent(name, text.substring(quote + 1, close));
            at = close + 1;
        }
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    String prefix() {
        int colon = name.indexOf(':');
        return colon < 0 ? "" : name.substring(0, colon);
    }

    String localName() {
        return name.substring(name.indexOf(':') + 1);
    }
}
