package org.tlscensus.jobs.generate.handshake;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NamedGroup;
import org.tlscensus.jobs.failure.UserError;

/**
 * Numbers of suites and groups by their IANA names, as Bouncy Castle knows them: its constants bear
 * the names. The reader's own registry is not asked, for a mistake there must show.
 */
final class Registry {
    private static final Map<String, Integer> SUITES = constants();
    private static final Map<String, Integer> GROUPS = groups();

    private Registry() {}

    private static Map<String, Integer> constants() {
        Map<String, Integer> numbers = new HashMap<>();
        for (Field field : CipherSuite.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
                try {
                    numbers.put(field.getName(), field.getInt(null));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e); // they are public
                }
            }
        }
        return numbers;
    }

    private static Map<String, Integer> groups() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int number = 1; number < 0x10000; number++) {
            String name = NamedGroup.getName(number);
            if (name != null) {
                numbers.putIfAbsent(name, number);
            }
        }
        return numbers;
    }

    /**
     * @param place of the name in the plan
     */
    static int suite(String name, String place) {
        return number(SUITES, name, "cipher suite", place);
    }

    static int group(String name, String place) {
        return number(GROUPS, name, "group", place);
    }

    static String suiteName(int number) {
        return SUITES.entrySet().stream()
                .filter(entry -> entry.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static int number(
            Map<String, Integer> numbers, String name, String kind, String place) {
        Integer number = numbers.get(name);
        if (number == null) {
            throw new UserError(place + ": there is no " + kind + " " + name);
        }
        return number;
    }
}
