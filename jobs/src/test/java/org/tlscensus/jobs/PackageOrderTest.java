package org.tlscensus.jobs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A package imports only packages that stand before it in this list, or itself. */
class PackageOrderTest {
    private static final String ROOT = "org.tlscensus.jobs.";

    private static final List<String> ORDER =
            List.of(
                    "failure",
                    "schema",
                    "parquet",
                    "session",
                    "plan",
                    "store",
                    "frame",
                    "progress",
                    "privacy",
                    "ocsp",
                    "ingest",
                    "watch",
                    "validate",
                    "consensus",
                    "serve",
                    "query",
                    "tables",
                    "report",
                    "notebook",
                    "export",
                    "peek",
                    "extract",
                    "cli");

    private final JavaClasses classes =
            new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void packagesImportOnlyWhatStandsBeforeThem() {
        TreeSet<String> offences = new TreeSet<>();
        int edges = 0;
        for (JavaClass origin : classes) {
            for (var dependency : origin.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getPackageName();
                if (isOurs(target) && isOurs(origin.getPackageName())) {
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

    private static boolean isOurs(String packageName) {
        return packageName.startsWith(ROOT);
    }

    private static int rank(String packageName) {
        int rank = ORDER.indexOf(packageName.substring(ROOT.length()).split("\\.", 2)[0]);
        assertTrue(rank >= 0, () -> "a package without a place in the order: " + packageName);
        return rank;
    }
}
