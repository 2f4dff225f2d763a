package org.tlscensus.core.tls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table of numbers and names, read from a resource of lines {@code 0x0017,secp256r1}. */
final class Registry {
    private final int[] numbers; // ascending
    private final String[] names;
    private final Map<String, Integer> numberByName = new HashMap<>();

    private Registry(List<String> lines) {
        numbers = new int[lines.size()];
        names = new String[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            String line = lines.get(i);
            int comma = line.indexOf(',');
            numbers[i] = Integer.decode(line.substring(0, comma));
            names[i] = line.substring(comma + 1).intern();
            numberByName.putIfAbsent(names[i], numbers[i]);
        }
    }

    static Registry read(String resource) {
        try (InputStream in = Registry.class.getResourceAsStream(resource);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            List<String> lines = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    lines.add(line);
                }
            }
            return new Registry(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /** The name of a number, or null. */
    String name(int number) {
        int index = index(number);
        return index < 0 ? null : names[index];
    }

    /** The name of a number; a number without one as 0x and that many digits. */
    String nameOrHex(int number, int digits) {
        String name = name(number);
        return name == null ? hex(number, digits) : name;
    }

    /** Where a number stands among all; negative when it has no name. */
    int index(int number) {
        int low = 0;
        int high = numbers.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (numbers[middle] < number) {
                low = middle + 1;
            } else if (numbers[middle] > number) {
                high = middle - 1;
            } else {
                return middle;
            }
        }
        return -1;
    }

    /** The number of a name, or of a number as text. */
    int number(String nameOrNumber) {
        Integer number = numberByName.get(nameOrNumber);
        return number == null ? Integer.decode(nameOrNumber) : number;
    }

    int size() {
        return names.length;
    }

    String nameAt(int index) {
        return names[index];
    }

    static String hex(int number, int digits) {
        String text = Integer.toHexString(number);
        return "0x" + "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
