package org.tlscensus.jobs.generate.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Constants of enums by the words of a plan: their names in lower case. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E constant(PlanNode node, Class<E> words) {
        return constant(node, node.text(), words);
    }

    private static <E extends Enum<E>> E constant(PlanNode node, String text, Class<E> words) {
        List<String> known = new ArrayList<>();
        for (E word : words.getEnumConstants()) {
            if (of(word).equals(text)) {
                return word;
            }
            known.add(of(word));
        }
        throw node.error(text + " is none of " + String.join(", ", known));
    }

    /** Weights by words, as {@code {complete: 90, leaf_only: 10}}. */
    static <E extends Enum<E>> Shares<E> shares(PlanNode node, Class<E> words) {
        return Shares.read(node, text -> constant(node, text, words));
    }

    /** As {@code shares}, of things with names. */
    static <T> Shares<T> shares(PlanNode node, Map<String, T> things, String kind) {
        return Shares.read(
                node,
                text -> {
                    T thing = things.get(text);
                    if (thing == null) {
                        throw node.error(
                                "there is no "
                                        + kind
                                        + " "
                                        + text
                                        + "; there are: "
                                        + String.join(", ", things.keySet()));
                    }
                    return thing;
                });
    }
}
