package org.tlscensus.jobs.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.CaptureSplit;
import org.tlscensus.core.analysis.OneFile;
import org.tlscensus.core.analysis.RowSink;
import org.tlscensus.core.analysis.SplitReader;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.LookupPart;
import org.tlscensus.jobs.CaptureRecords;

class RecordBytesTest {
    record Inner(int number, String text) {}

    record Outer(Inner inner, List<Inner> inners, Map<String, List<Inner>> byName) {}

    record Plain(
            String text,
            byte[] block,
            boolean flag,
            Boolean maybeFlag,
            int number,
            Integer maybeNumber,
            long count,
            Long maybeCount,
            double ratio,
            Double maybeRatio,
            Instant time,
            LocalDate date) {}

    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of(
                        "nothing",
                        new Plain(null, null, false, null, 0, null, 0, null, 0, null, null, null)),
                Arguments.of(
                        "zeros, which are not null",
                        new Plain(
                                "",
                                new byte[0],
                                false,
                                false,
                                0,
                                0,
                                0,
                                0L,
                                -0.0,
                                0.0,
                                Instant.EPOCH,
                                LocalDate.EPOCH)),
                Arguments.of(
                        "least values",
                        new Plain(
                                "\u0000",
                                new byte[] {-128, 0, 127},
                                true,
                                true,
                                Integer.MIN_VALUE,
                                Integer.MIN_VALUE,
                                Long.MIN_VALUE,
                                Long.MIN_VALUE,
                                Double.NEGATIVE_INFINITY,
                                Double.MIN_VALUE,
                                Instant.MIN,
                                LocalDate.MIN)),
                Arguments.of(
                        "greatest values",
                        new Plain(
                                "grüße, 世界, \ud83d\ude00",
                                new byte[5000], // more than the writer begins with
                                true,
                                false,
                                Integer.MAX_VALUE,
                                Integer.MAX_VALUE,
                                Long.MAX_VALUE,
                                Long.MAX_VALUE,
                                Double.NaN,
                                Double.MAX_VALUE,
                                Instant.MAX,
                                LocalDate.MAX)),
                Arguments.of("no parts", new Outer(null, null, null)),
                Arguments.of("empty parts", new Outer(new Inner(0, null), List.of(), Map.of())),
                Arguments.of(
                        "parts of parts",
                        new Outer(
                                new Inner(-1, "é"),
                                List.of(new Inner(0, null), new Inner(64, "x")),
                                Map.of("", List.of(), "k", List.of(new Inner(1, ""))))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("records")
    <T extends Record> void recordsComeBackEqual(String name, T record) {
        RecordBytes<T> codec = codec(record);
        byte[] bytes = codec.toBytes(record);
        T back = codec.toRecord(bytes);
        Arrays.fill(bytes, (byte) -1);
        codec.toBytes(record); // shares its buffer with the bytes of before no more than they do
        assertEquals(comparable(record), comparable(back));
    }

    @SuppressWarnings("unchecked") // a record's class makes such records
    private static <T extends Record> RecordBytes<T> codec(T record) {
        return RecordBytes.of((Class<T>) record.getClass());
    }

    /** The value with all that it holds, such that equal ones are equal: arrays are not. */
    private static Object comparable(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RecordBytesTest::comparable).toList();
        }
        if (!(value instanceof Record record)) {
            return value;
        }
        RecordAccess access = new RecordAccess(record.getClass());
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < access.count(); i++) {
            values.add(comparable(access.get(i, record)));
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(strings = {"campus-01.pcap", "campus-05.pcap", "campus-06.pcap"})
    void partsOfACaptureComeBackEqual(String capture) throws IOException {
        RecordBytes<ConnectionPart> codec = RecordBytes.of(ConnectionPart.class);
        List<ConnectionPart> parts = partsOf(capture);
        assertFalse(parts.isEmpty());
        for (ConnectionPart part : parts) {
            ConnectionPart back = codec.toRecord(codec.toBytes(part));
            assertEquals(comparable(part), comparable(back));
        }
    }

    private static List<ConnectionPart> partsOf(String capture) throws IOException {
        Parts parts = new Parts(new ArrayList<>());
        CaptureSplit whole = new CaptureSplit(0, 0, 0, Long.MAX_VALUE, null);
        OneFile file = new OneFile(CaptureRecords.demo().resolve("campus").resolve(capture));
        try (SplitReader run = new SplitReader(whole, file, AnalysisOptions.DEFAULTS, parts)) {
            while (run.step()) {
                // the parts come by the sink
            }
        }
        return parts.all();
    }

    private record Parts(List<ConnectionPart> all) implements RowSink {
        @Override
        public void connection(ConnectionPart part) {
            all.add(part);
        }

        @Override
        public void certificate(CertificateSighting certificate) {}

        @Override
        public void lookup(LookupPart lookup) {}

        @Override
        public void capture(CapturePart part) {}
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("records")
    <T extends Record> void everyBeginningIsRefused(String name, T record) {
        RecordBytes<T> codec = codec(record);
        byte[] bytes = codec.toBytes(record);
        for (int length = 0; length < bytes.length; length++) {
            byte[] beginning = Arrays.copyOf(bytes, length);
            assertThrows(IllegalArgumentException.class, () -> codec.toRecord(beginning));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("records")
    <T extends Record> void otherBytesGiveAnotherRecordOrAreRefused(String name, T record) {
        RecordBytes<T> codec = codec(record);
        byte[] bytes = codec.toBytes(record);
        for (int i = 0; i < Math.min(bytes.length, 300); i++) {
            byte right = bytes[i];
            for (int wrong = 0; wrong < 256; wrong++) {
                bytes[i] = (byte) wrong;
                try {
                    codec.toRecord(bytes);
                } catch (IllegalArgumentException e) {
                    // the one exception that bytes may cause
                }
            }
            bytes[i] = right;
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    nothing                    | ''                       | bytes end too early at byte 0 of 0
                    number cut off             | 0180                     | bytes end too early at byte 2 of 2
                    number without end         | 01ffffffffffffffffffff02 | number without end at byte 11 of 12
                    number that is no int      | 01ffffffff1f             | number out of range at byte 6 of 6
                    text longer than the bytes | 020261                   | bytes end too early at byte 2 of 3
                    text of 2 GB               | 02ffffffff0761           | bytes end too early at byte 6 of 7
                    text of less than nothing  | 02ffffffffffffffffff0161 | bytes end too early at byte 11 of 12
                    more than a record         | 010200                   | bytes too many at byte 2 of 3
                    """)
    void malformedBytesAreRefused(String name, String hex, String message) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        RecordBytes<Inner> codec = RecordBytes.of(Inner.class);
        Exception refusal =
                assertThrows(IllegalArgumentException.class, () -> codec.toRecord(bytes));
        assertEquals(message, refusal.getMessage());
    }

    @Test
    void aListOfMoreThanTheBytesIsRefusedBeforeItIsMade() {
        byte[] bytes = HexFormat.of().parseHex("02ffffffff07");
        RecordBytes<Outer> codec = RecordBytes.of(Outer.class);
        assertThrows(IllegalArgumentException.class, () -> codec.toRecord(bytes));
    }

    @Test
    void aFailedWriteLeavesNothing() {
        RecordBytes<Outer> codec = RecordBytes.of(Outer.class);
        Outer sound = new Outer(new Inner(1, "a"), List.of(), Map.of());
        byte[] bytes = codec.toBytes(sound);
        Outer unsound = new Outer(null, Arrays.asList(new Inner(1, "a"), null), null);
        assertThrows(IllegalStateException.class, () -> codec.toBytes(unsound));
        assertEquals(comparable(bytes), comparable(codec.toBytes(sound)));
    }
}
