package org.tlscensus.core.filter;

import java.util.ArrayList;
import java.util.List;

/** The words of a filter, one after the other; parentheses and operators are words. */
final class FilterWords {
    private static final String OPERATORS = "()!&|";

    private record Word(String text, int column) {}

    private final List<Word> words = new ArrayList<>();
    private final int endColumn;
    private int next;

    FilterWords(String text) {
        endColumn = text.length() + 1;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            int end = OPERATORS.indexOf(c) >= 0 ? endOfOperator(text, at) : endOfWord(text, at);
            words.add(new Word(text.substring(at, end), at + 1));
            at = end;
        }
    }

    private static int endOfOperator(String text, int at) {
        boolean isPair = text.startsWith("&&", at) || text.startsWith("||", at);
        return isPair ? at + 2 : at + 1;
    }

    private static int endOfWord(String text, int start) {
        int at = start;
        while (at < text.length()
                && !Character.isWhitespace(text.charAt(at))
                && OPERATORS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    boolean isAtEnd() {
        return next == words.size();
    }

    /** The next word, which stays; null at the end. */
    String peek() {
        return isAtEnd() ? null : words.get(next).text();
    }

    /** Takes the next word if it is one of these. */
    boolean take(String... any) {
        if (!isAtEnd() && List.of(any).contains(peek())) {
            next++;
            return true;
        }
        return false;
    }

    /** Takes the next word, whatever it is. */
    String take() {
        return words.get(next++).text();
    }

    /** Takes two words if they are the next. */
    boolean takePair(String first, String second) {
        boolean areNext =
                next + 1 < words.size()
                        && words.get(next).text().equals(first)
                        && words.get(next + 1).text().equals(second);
        next += areNext ? 2 : 0;
        return areNext;
    }

    /** What is wrong with the next word, or with there being none. */
    FilterException wrong(String what) {
        return new FilterException(what, isAtEnd() ? endColumn : words.get(next).column());
    }

    /** What is wrong with the word that was taken last. */
    FilterException wrongBefore(String what) {
        return new FilterException(what, words.get(next - 1).column());
    }
}
