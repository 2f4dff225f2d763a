package org.tlscensus.jobs.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.jobs.DamagedFile;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.failure.UserFile;

/** Lists of logs, as browsers publish them and otherwise. */
class LogListFileTest {
    static final String LIST =
            """
            {"version": "1.0", "log_list_timestamp": "2024-01-01T00:00:00Z", "operators": [
              {"name": "Google", "email": ["a@example.com"], "logs": [
                {"description": "Google 'Pilot' log",
                 "log_id": "pLkJkLQYWBSHuxOizGdwCjw1mAT5G9+443fNDsgN3BA=",
                 "key": "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEfahLEimAoz2t01p3uMziiLOl/fHTDM0YDOhBRuiBARsV4UvxG2LdNgoIGLrtCzWE0J5APC2em4JlvR8EEEFMoA==",
                 "url": "https://ct.googleapis.com/pilot/", "mmd": 86400,
                 "state": {"retired": {"timestamp": "2022-11-30T00:00:00Z"}}}],
               "tiled_logs": [
                {"description": "Google 'Skydiver' log",
                 "log_id": "u9nfvB+KcbWTlCOXqpJ7RzhXlQqrUugakJZkNo4e0YU=",
                 "key": "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEmyGDvYXsRJsNyXSrYc9DjHsIa2xzb4UR7ZxVoV6mrc9iZB7xjI6+NrOiwH+P/xxkRmOFG6Jel20q37hTh58rA=="}]}
            ]}
            """;

    @TempDir Path folder;

    private static String outcome(String text) {
        try {
            return LogListFile.parse("F", text).size() + " logs";
        } catch (UserError e) {
            return e.getMessage();
        }
    }

    @Test
    void publishedListsAreRead() {
        assertEquals("2 logs", outcome(LIST));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    CA Owner,SHA-256 Fingerprint | F is no JSON: WANT
                    {"operators": [              | F is no JSON: WANT
                    []                           | F has no operators: WANT
                    {"operators": []}            | F lists no log: WANT
                    {"operators": [{"logs": [{"description": "x", "key": "%%"}]}]} | F: the key or log_id of x is none
                    {"operators": [{"logs": [{"description": "x", "key": "AAAA"}]}]} | F: the key or log_id of x is none
                    """)
    void otherFormsAreToldInALine(String text, String expected) {
        String want = "give a list of logs as browsers publish it (log_list.json, version 3)";
        assertEquals(expected.replace("WANT", want), outcome(text));
    }

    @Test
    void aKeyThatIsNotTheIdsIsRefused() {
        assertEquals(
                "F: the key of Google 'Pilot' log is not the one of its log_id",
                outcome(LIST.replace("pLkJ", "pLkK")));
        assertEquals(
                "F: the time of a state of Google 'Pilot' log is none",
                outcome(LIST.replace("2022-11-30T00", "2022-11-31T00")));
    }

    @Test
    void damageIsToldInALine() throws Exception {
        DamagedFile.checkFound(
                folder.resolve("logs.json"),
                LIST.getBytes(StandardCharsets.UTF_8),
                List.of("\"", "{", "[", "null", "1e999", "logs"),
                file -> LogListFile.parse(file.toString(), UserFile.text(file)));
    }
}
