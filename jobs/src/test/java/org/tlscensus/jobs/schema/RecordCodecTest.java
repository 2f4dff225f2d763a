package org.tlscensus.jobs.schema;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordCodecTest {
    record Inner(int number, String text) {}

    record Everything(
            String text,
            byte[] bytes,
            boolean flag,
            Boolean maybeFlag,
            int number,
            Integer maybeNumber,
            long count,
            Long maybeCount,
            double ratio,
            Double maybeRatio,
            Instant time,
            List<Integer> numbers,
            List<String> texts,
            Map<String, Long> counts,
            Inner inner,
            List<Inner> inners) {}

    private static final Everything FULL =
            new Everything(
                    "grüße\u0000",
                    new byte[] {1, 2},
                    true,
                    false,
                    -1,
                    2,
                    Long.MIN_VALUE,
                    3L,
                    0.5,
                    -0.25,
                    Instant.parse("1969-12-31T23:59:59.999999Z"),
                    List.of(1, 2, 3),
                    List.of("", "b"),
                    Map.of("a", 1L),
                    new Inner(4, null),
                    List.of(new Inner(5, "x"), new Inner(6, null)));

    private static final Everything EMPTY =
            new Everything(
                    null, null, false, null, 0, null, 0, null, 0, null, null, null, null, null,
                    null, null);

    private static Everything roundTrip(Everything record) {
        RecordCodec<Everything> codec = RecordCodec.of(Everything.class);
        UnsafeRow row =
                UnsafeProjection.create(codec.schema())
                        .apply(codec.toRow(record)); // as shuffles do
        return codec.toRecord(row);
    }

    @Test
    void recordsComeBackEqual() {
        Everything back = roundTrip(FULL);
        assertArrayEquals(FULL.bytes(), back.bytes());
        assertEquals(withBytes(FULL, null), withBytes(back, null));
    }

    private static Everything withBytes(Everything of, byte[] bytes) {
        return new Everything(
                of.text,
                bytes,
                of.flag,
                of.maybeFlag,
                of.number,
                of.maybeNumber,
                of.count,
                of.maybeCount,
                of.ratio,
                of.maybeRatio,
                of.time,
                of.numbers,
                of.texts,
                of.counts,
                of.inner,
                of.inners);
    }

    @Test
    void nullsComeBackAsNulls() {
        assertEquals(EMPTY, roundTrip(EMPTY));
        assertNull(roundTrip(EMPTY).inner());
    }

    @Test
    void timesAreRoundedDownToMicroseconds() {
        Instant time = Instant.parse("2026-01-01T00:00:00.123456789Z");
        Everything late =
                new Everything(
                        null, null, false, null, 0, null, 0, null, 0, null, time, null, null, null,
                        null, null);
        assertEquals(Instant.parse("2026-01-01T00:00:00.123456Z"), roundTrip(late).time());
    }

    @ParameterizedTest
    @EnumSource(Table.class)
    void schemaAndDescriptionAgree(Table table) {
        List<String> described = new ArrayList<>();
        flatten("", table.columns(), described);
        List<String> actual = new ArrayList<>();
        flatten("", TableSchema.of(table), actual);
        assertEquals(described, actual);
    }

    @ParameterizedTest
    @EnumSource(Table.class)
    void everyColumnHasAMeaning(Table table) {
        assertMeanings(table.columns());
    }

    private static void assertMeanings(List<Column> columns) {
        for (Column column : columns) {
            assertFalse(column.meaning().isBlank(), column.name());
            assertMeanings(column.fields());
        }
    }

    private static void flatten(String prefix, List<Column> columns, List<String> into) {
        for (Column column : columns) {
            into.add(prefix + column.name() + " " + column.type());
            flatten(prefix + column.name() + ".", column.fields(), into);
        }
    }

    private static void flatten(String prefix, StructType schema, List<String> into) {
        for (StructField field : schema.fields()) {
            into.add(prefix + field.name() + " " + word(field.dataType()));
            if (field.dataType() instanceof StructType struct) {
                flatten(prefix + field.name() + ".", struct, into);
            }
        }
    }

    private static String word(DataType type) {
        if (type instanceof StructType) {
            return "STRUCT";
        }
        if (type instanceof ArrayType array) {
            return "ARRAY<" + word(array.elementType()) + ">";
        }
        return type instanceof MapType map
                ? "MAP<" + word(map.keyType()) + "," + word(map.valueType()) + ">"
                : type.sql();
    }
}
