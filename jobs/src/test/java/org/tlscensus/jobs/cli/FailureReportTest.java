package org.tlscensus.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.jobs.failure.UserError;

/** What is not our bug is told in one line, wherever it happened. */
class FailureReportTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new UserError("no file a"), "2 census: no file a\n"),
                Arguments.of(inTask(new UserError("no file a")), "2 census: no file a\n"),
                Arguments.of(
                        new UserError("no file a\u001b[31m\u0007\u202eb"),
                        "2 census: no file a\\u001b[31m\\u0007\\u202eb\n"),
                Arguments.of(
                        full(), "1 census: failed: the disk is full (No space left on device)\n"),
                Arguments.of(
                        inTask(new UncheckedIOException(full())),
                        "1 census: failed: the disk is full (No space left on device)\n"),
                Arguments.of(
                        inTask(new FileNotFoundException("/x (Permission denied)\n\tat a.b.C.d")),
                        "1 census: failed: /x (Permission denied)\n"));
    }

    private static IOException full() {
        return new IOException("No space left on device");
    }

    private static Exception inTask(Exception cause) {
        return new SparkException(
                "Job aborted due to stage failure:\n\tat a.b.C.d(E.java:1)", cause);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isTold(Exception failure, String expected) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int code;
        try (PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            code = FailureReport.print(failure, err);
        }
        assertEquals(
                expected,
                code + " " + bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }
}
