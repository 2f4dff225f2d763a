package org.tlscensus.core.starttls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Looks into lines of protocols; words of ASCII are compared without regard to case. */
final class Text {
    private static final int MAX_WORDS = 64;

    private Text() {}

    static boolean startsWith(String line, String start) {
        return line.regionMatches(true, 0, start, 0, start.length());
    }

    static boolean contains(String line, String part) {
        for (int i = 0; i + part.length() <= line.length(); i++) {
            if (line.regionMatches(true, i, part, 0, part.length())) {
                return true;
            }
        }
        return false;
    }

    /** The first words, at blanks; there may be none. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= line.length() && words.size() < MAX_WORDS; i++) {
            if (i == line.length() || line.charAt(i) == ' ' || line.charAt(i) == '\t') {
                if (i > start) {
                    words.add(line.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }

    /** A word of the line in upper case, or the empty string. */
    static String upperWord(String line, int index) {
        List<String> words = words(line);
        return index < words.size() ? words.get(index).toUpperCase(Locale.ROOT) : "";
    }

    /** The three-digit code a reply begins with, or -1. */
    static int code(String line) {
        boolean isShaped =
                line.length() >= 3
                        && isDigit(line.charAt(0))
                        && isDigit(line.charAt(1))
                        && isDigit(line.charAt(2))
                        && (line.length() == 3 || line.charAt(3) == ' ' || line.charAt(3) == '-');
        return isShaped ? Integer.parseInt(line.substring(0, 3)) : -1;
    }

    /** Whether a reply with a code goes on in the next line. */
    static boolean isContinued(String line) {
        return line.length() > 3 && line.charAt(3) == '-';
    }

    /** What follows a reply's code. */
    static String afterCode(String line) {
        return line.length() > 4 ? line.substring(4) : "";
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** A number of at most nine digits, or -1. */
    static int number(String text) {
        boolean isNumber =
                !text.isEmpty()
                        && text.length() < 10
                        && text.chars().allMatch(c -> isDigit((char) c));
        return isNumber ? Integer.parseInt(text) : -1;
    }

    /** How many bytes follow a line that ends with {n} or {n+} (RFC 9051 section 4.3), or -1. */
    static int literal(String line) {
        int open = line.lastIndexOf('{');
        if (open < 0 || !line.endsWith("}")) {
            return -1;
        }
        String inside = line.substring(open + 1, line.length() - 1);
        return number(inside.endsWith("+") ? inside.substring(0, inside.length() - 1) : inside);
    }

    /**
     * Text of a stranger, given as one character per byte: read as UTF-8 where it is, control
     * characters as escapes, and bounded.
     */
    static String readable(String latin1, int maxCharacters) {
        byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        String utf8 = new String(bytes, StandardCharsets.UTF_8);
        String text = utf8.indexOf('\ufffd') < 0 ? utf8 : latin1;
        StringBuilder readable = new StringBuilder();
        for (int i = 0; i < text.length() && readable.length() < maxCharacters; ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (Character.isISOControl(character)) {
                readable.append(String.format("\\x%02x", character));
            } else {
                readable.appendCodePoint(character);
            }
        }
        return readable.toString();
    }
}
