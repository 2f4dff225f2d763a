package org.tlscensus.jobs;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.PackageOrder;

/** A package imports only packages that stand before it in this list, or itself. */
class PackageOrderTest {
    private static final PackageOrder ORDER =
            new PackageOrder(
                    "org.tlscensus.jobs.",
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
                            "generate",
                            "watch",
                            "validate",
                            "consensus",
                            "serve",
                            "query",
                            "tables",
                            "mcp",
                            "report",
                            "notebook",
                            "export",
                            "peek",
                            "extract",
                            "verify",
                            "packets",
                            "cli"));

    private final JavaClasses classes =
            new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void packagesImportOnlyWhatStandsBeforeThem() {
        ORDER.requireOf(classes);
    }
}
