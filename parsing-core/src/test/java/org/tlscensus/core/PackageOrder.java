package org.tlscensus.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.TreeSet;

/**
 * A package imports only packages that stand before it in a list, or itself.
 *
 * @param root of the packages, with a dot at its end
 * @param packages their next names, in order
 */
public record PackageOrder(String root, List<String> packages) {
    /** Fails where a class breaks the order. */
    public void requireOf(JavaClasses classes) {
        TreeSet<String> offences = new TreeSet<>();
        int edges = 0;
        for (JavaClass origin : classes) {
            for (var dependency : origin.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getPackageName();
                if (target.startsWith(root) && origin.getPackageName().startsWith(root)) {
                    edges++;
                    if (rank(target) > rank(origin.getPackageName())) {
                        offences.add(origin.getName() + " uses " + target);
                    }
                }
            }
        }
        assertTrue(edges > 100, "too few dependencies were looked at: " + edges);
        assertTrue(offences.isEmpty(), () -> String.join("\n", offences));
    }

    private int rank(String packageName) {
        String name = packageName.substring(root.length()).split("\\.", -1)[0];
        int rank = packages.indexOf(name);
        assertTrue(rank >= 0, packageName + " has no place in the order");
        return rank;
    }
}
