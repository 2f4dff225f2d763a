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
    private static final PackageOrder ORDER =
            new PackageOrder(
                    "org.tlscensus.core.",
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
                            "read"));

    private static final List<String> FOREIGN =
            List.of("org.apache.spark", "org.apache.hadoop", "java.util.logging", "org.slf4j");

    private final JavaClasses classes =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.tlscensus.core");

    @Test
    void packagesImportOnlyWhatStandsBeforeThem() {
        ORDER.requireOf(classes);
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
}
