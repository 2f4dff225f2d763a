package org.tlscensus.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A package imports only packages that stand before it in this list, or itself. */
class PackageOrderTest {
    private static final String ROOT = "org.tlscensus.core.";

    private static final List<String> ORDER =
            List.of(
                    "wire",
                    "capture",
                    "packet",
                    "filter",
                    "row",
                    "x509",
                    "ocsp",
                    "tls",
                    "starttls",
                    "http",
                    "dns",
                    "flow",
                    "analysis",
                    "read");

    private static final List<String> FOREIGN =
            List.of("org.apache.spark", "org.apache.hadoop", "java.util.logging", "org.slf4j");

    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.tlscensus.core");

    @Test
    void packagesImportOnlyWhatStandsBeforeThem() {
        TreeSet<String> offences = new TreeSet<>();
        int edges = 0;
        for (JavaClass origin : classes) {
            for (var dependency : origin.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getPackageName();
                if (target.startsWith(ROOT)) {
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

    @Test
    void theCoreKnowsNoSparkNoHadoopNoLogger() {
        TreeSet<String> offences = new TreeSet<>();
        for (JavaClass origin : classes) {
            for (var dependency : origin.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getName();
                if (FOREIGN.stream().anyMatch(target::startsWith)) {
                    offences.add(origin.getName() + " uses " + target);
                }
            }
        }
        assertTrue(offences.isEmpty(), () -> String.join("\n", offences));
    }

    private static int rank(String packageName) {
        String name = packageName.substring(ROOT.length()).split("\\.", -1)[0];
        int rank = ORDER.indexOf(name);
        assertTrue(rank >= 0, packageName + " has no place in the order");
        return rank;
    }
}
