package org.tlscensus.core.x509;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.tlscensus.core.wire.ParseException;

/**
 * A distinguished name (RFC 5280 section 4.1.2.4): relative distinguished names in the order of the
 * encoding, the most specific last, each a set of attributes, mostly of one.
 */
public final class DirectoryName {
    private static final HexFormat UPPER_HEX = HexFormat.of().withUpperCase();

    /** An attribute; {@code text} is null when the value is no string. */
    private record Attribute(String oid, String text, DerValue value) {}

    private final List<List<Attribute>> rdns;
    private String key;

    private DirectoryName(List<List<Attribute>> rdns) {
        this.rdns = rdns;
    }

    public static DirectoryName parse(DerValue name, String field) throws ParseException {
        List<List<Attribute>> rdns = new ArrayList<>();
        DerReader sets = name.children(DerValue.SEQUENCE, field);
        while (sets.hasNext()) {
            List<Attribute> rdn = new ArrayList<>(1);
            DerReader attributes = sets.next(field).children(DerValue.SET, field);
            while (attributes.hasNext()) {
                DerReader attribute = attributes.next(field).children(DerValue.SEQUENCE, field);
                String oid = attribute.next(field).oid(field);
                DerValue value = attribute.only(field);
                rdn.add(new Attribute(oid, DerText.decode(value), value));
            }
            rdns.add(rdn);
        }
        return new DirectoryName(rdns);
    }

    boolean isEmpty() {
        return rdns.isEmpty();
    }

    /** The text of the last attribute of that type, or null. */
    String mostSpecific(String oid) {
        for (int i = rdns.size() - 1; i >= 0; i--) {
            for (Attribute attribute : rdns.get(i)) {
                if (attribute.oid.equals(oid) && attribute.text != null) {
                    return DerText.escape(attribute.text);
                }
            }
        }
        return null;
    }

    /** The texts of all attributes of that type. */
    List<String> all(String oid) {
        List<String> all = new ArrayList<>(0);
        for (List<Attribute> rdn : rdns) {
            for (Attribute attribute : rdn) {
                if (attribute.oid.equals(oid) && attribute.text != null) {
                    all.add(DerText.escape(attribute.text));
                }
            }
        }
        return all;
    }

    /** The common name when the name is that and nothing else; else null. */
    String soleCommonName() {
        boolean sole =
                rdns.size() == 1
                        && rdns.get(0).size() == 1
                        && rdns.get(0).get(0).oid.equals(AttributeTypes.COMMON_NAME);
        return sole ? rdns.get(0).get(0).text : null;
    }

    /** The string form of RFC 4514: the most specific first. */
    public String text() {
        StringBuilder text = new StringBuilder(96);
        for (int i = rdns.size() - 1; i >= 0; i--) {
            List<Attribute> rdn = rdns.get(i);
            for (int j = rdn.size() - 1; j >= 0; j--) {
                append(text, rdn.get(j));
                if (j > 0) {
                    text.append('+');
                }
            }
            if (i > 0) {
                text.append(',');
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Attribute attribute) {
        String name = AttributeTypes.shortName(attribute.oid);
        if (name == null || attribute.text == null) {
            text.append(name == null ? attribute.oid : name).append("=#");
            text.append(UPPER_HEX.formatHex(attribute.value.encoded()));
            return;
        }
        text.append(name).append('=');
        appendEscaped(text, attribute.text);
    }

    /** RFC 4514 section 2.4; control characters and bad bytes as pairs of hex digits too. */
    private static void appendEscaped(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean atEdge = i == 0 || i == value.length() - 1;
            if (c == ' ' && atEdge || c == '#' && i == 0 || "\"+,;<>\\".indexOf(c) >= 0) {
                text.append('\\').append(c);
            } else if (DerText.isBadByte(c)) {
                text.append('\\').append(UPPER_HEX.toHexDigits((byte) c));
            } else if (DerText.needsEscape(c)) {
                for (byte octet : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
                    text.append('\\').append(UPPER_HEX.toHexDigits(octet));
                }
            } else {
                text.append(c);
                if (Character.isHighSurrogate(c)) {
                    text.append(value.charAt(++i)); // always whole: decoding leaves none alone
                }
            }
        }
    }

    /**
     * Equal for names that match (RFC 5280 section 7.1): string types, letter case of ASCII and
     * runs of spaces make no difference, nor does the order within a set.
     */
    String key() {
        if (key == null) {
            StringBuilder all = new StringBuilder(96);
            for (List<Attribute> rdn : rdns) {
                all.append(rdnKey(rdn));
            }
            key = all.toString();
        }
        return key;
    }

    /** Whether this name is in the subtree of the other (RFC 5280 section 4.2.1.10). */
    boolean isWithin(DirectoryName subtree) {
        if (subtree.rdns.size() > rdns.size()) {
            return false;
        }
        for (int i = 0; i < subtree.rdns.size(); i++) {
            if (!rdnKey(subtree.rdns.get(i)).equals(rdnKey(rdns.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Lengths stand before texts, so that no text can pass for two. */
    private static String rdnKey(List<Attribute> rdn) {
        List<String> parts = new ArrayList<>(rdn.size());
        for (Attribute attribute : rdn) {
            String value =
                    attribute.text == null
                            ? "#" + UPPER_HEX.formatHex(attribute.value.encoded())
                            : folded(attribute.text);
            parts.add(attribute.oid + "=" + value.length() + ":" + value);
        }
        if (parts.size() > 1) {
            Collections.sort(parts);
        }
        return parts.size() + "{" + String.join("+", parts) + "}";
    }

    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c >= '\t' && c <= '\r') {
                if (folded.length() > 0 && folded.charAt(folded.length() - 1) != ' ') {
                    folded.append(' ');
                }
            } else {
                folded.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
            }
        }
        int length = folded.length();
        if (length > 0 && folded.charAt(length - 1) == ' ') {
            folded.setLength(length - 1);
        }
        return folded.toString();
    }
}
