package org.tlscensus.jobs.query;

import java.util.stream.Collectors;

/** Text from strangers, made safe to look at. */
public final class VisibleText {
    private VisibleText() {}

    /** The text with escapes for what a terminal would act upon or not show. */
    public static String of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(visible, c));
        return visible.toString();
    }

    /** The same of several lines, which stay lines. */
    public static String ofLines(String text) {
        return text.lines().map(VisibleText::of).collect(Collectors.joining("\n"));
    }

    /** Whether a character is not shown, or acts upon the terminal or the characters around it. */
    public static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            default -> false;
        };
    }

    private static void append(StringBuilder visible, int c) {
        if (isHidden(c)) {
            visible.append(String.format(c > 0xffff ? "\\U%08x" : "\\u%04x", c));
        } else {
            visible.appendCodePoint(c);
        }
    }
}
