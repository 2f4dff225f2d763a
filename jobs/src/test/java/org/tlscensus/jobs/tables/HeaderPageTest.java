package org.tlscensus.jobs.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HeaderPageTest {
    private static final Path PAGE = Path.of("..", "docs", "decoded-headers.md");

    @Test
    void thePageIsOfToday() throws IOException {
        String now = HeaderPage.markdown();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, now);
            fail("rewritten: review the diff, run again without golden.update");
        }
        assertEquals(now, Files.readString(PAGE), "census describe --headers makes it anew");
    }
}
