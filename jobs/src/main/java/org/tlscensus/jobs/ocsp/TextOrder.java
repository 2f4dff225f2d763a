package org.tlscensus.jobs.ocsp;

import java.util.Comparator;
import java.util.List;

/** Orders of text that are those of its UTF-8 bytes, as SQL has it. */
final class TextOrder {
    static final Comparator<String> BY_CODE_POINT = TextOrder::compare;

    /** Nothing comes first. */
    static final Comparator<String> NULLS_FIRST = Comparator.nullsFirst(BY_CODE_POINT);

    /** By the first words that differ, else the shorter list first. */
    static final Comparator<List<String>> OF_LISTS = TextOrder::compare;

    private TextOrder() {}

    private static int compare(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                // Surrogates stand for the highest code points, but not at the end of the chars.
                boolean isOfPair = Character.isSurrogate(a);
                return isOfPair == Character.isSurrogate(b) ? a - b : isOfPair ? 1 : -1;
            }
        }
        return one.length() - other.length();
    }

    private static int compare(List<String> one, List<String> other) {
        int length = Math.min(one.size(), other.size());
        for (int i = 0; i < length; i++) {
            int order = compare(one.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return one.size() - other.size();
    }
}
