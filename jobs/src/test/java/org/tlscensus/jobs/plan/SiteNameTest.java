package org.tlscensus.jobs.plan;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.jobs.failure.UserError;

class SiteNameTest {
    private static Manifest.Site site(String name) {
        return new Manifest.Site(name, Manifest.Vantage.PASSIVE, List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " a",
                "a\t",
                "null",
                "NULL",
                "__HIVE_DEFAULT_PARTITION__",
                "a\nb",
                "a\u001b",
                "\ud800",
                "a/site/with/a/name/whose/slashes/are/three/bytes/each/once/they/are/escaped/"
                        + "/////////////////////////////////////////////////////////////////////"
            })
    void aPartitionCannotHold(String name) {
        assertThrows(UserError.class, () -> site(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "campus-1", "Zürich", "a b", "a=b/c%d", "nullable", "日本", ".", "'\""})
    void aPartitionHolds(String name) {
        assertDoesNotThrow(() -> site(name));
    }
}
