package org.tlscensus.jobs.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.column.values.plain.BooleanPlainValuesWriter;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * A column of a row group: gathers values with their levels into pages. Does what Parquet's own
 * column writer does, but takes many nulls at once, and text as the bytes that it is.
 */
@SuppressWarnings("deprecation") // the encodings that pages of version 1 name
final class Column {
    private final ColumnDescriptor descriptor;
    private final PrimitiveType type;
    private final int pageRows;
    private final int pageBytes;
    private final PageWriter pages;
    private final BloomFilter bloom; // or null

    private final RunEncoder repetitions = new RunEncoder();
    private final RunEncoder definitions = new RunEncoder();
    private final long[] repetitionCounts;
    private final long[] definitionCounts;
    private final Values values; // or null, where they are bits
    private final BooleanPlainValuesWriter bits;

    private Statistics<?> statistics;
    private int count; // of this page's values, nulls too
    private int rows;
    private int bitCount;

    Column(
            ColumnDescriptor descriptor,
            ParquetProperties properties,
            ColumnChunkPageWriteStore store) {
        this.descriptor = descriptor;
        type = descriptor.getPrimitiveType();
        pageRows = properties.getPageRowCountLimit();
        pageBytes = properties.getPageSizeThreshold();
        pages = store.getPageWriter(descriptor);
        bloom = properties.isBloomFilterEnabled(descriptor) ? bloom(properties) : null;
        repetitionCounts = new long[descriptor.getMaxRepetitionLevel() + 1];
        definitionCounts = new long[descriptor.getMaxDefinitionLevel() + 1];
        boolean isBits = type.getPrimitiveTypeName() == PrimitiveTypeName.BOOLEAN;
        values = isBits ? null : values();
        bits = isBits ? new BooleanPlainValuesWriter() : null;
        beginPage();
    }

    private Values values() {
        boolean isInt = type.getPrimitiveTypeName() == PrimitiveTypeName.INT32;
        return isBytes() ? Values.ofBytes() : Values.ofNumbers(isInt ? Integer.BYTES : Long.BYTES);
    }

    private boolean isBytes() {
        return type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
    }

    private BloomFilter bloom(ParquetProperties properties) {
        long distinct = properties.getBloomFilterNDV(descriptor).orElseThrow();
        double falseShare =
                properties
                        .getBloomFilterFPP(descriptor)
                        .orElse(ParquetProperties.DEFAULT_BLOOM_FILTER_FPP);
        int bytes = BlockSplitBloomFilter.optimalNumOfBits(distinct, falseShare) / Byte.SIZE;
        return new BlockSplitBloomFilter(bytes, properties.getMaxBloomFilterBytes());
    }

    private void beginPage() {
        statistics = Statistics.createStats(type);
        repetitions.begin(width(repetitionCounts.length));
        definitions.begin(width(definitionCounts.length));
        Arrays.fill(repetitionCounts, 0);
        Arrays.fill(definitionCounts, 0);
        count = 0;
        rows = 0;
        bitCount = 0;
    }

    /** Bits of a level. */
    private static int width(int levels) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(levels - 1);
    }

    private void levels(int repetition, int definition) {
        if (repetition == 0) {
            if (rows == pageRows || bytes() >= pageBytes) {
                endPage();
            }
            rows++;
        }
        count++;
        repetitionCounts[repetition]++;
        definitionCounts[definition]++;
        if (repetitionCounts.length > 1) {
            repetitions.add(repetition, 1);
        }
        if (definitionCounts.length > 1) {
            definitions.add(definition, 1);
        }
    }

    /** Adds as many nulls; more than one are rows of their own. */
    void nulls(int repetition, int definition, int wanted) {
        int left = wanted;
        while (left > 0) {
            levels(repetition, definition);
            int more = Math.min(left - 1, pageRows - rows);
            if (more > 0) {
                rows += more;
                count += more;
                repetitionCounts[repetition] += more;
                definitionCounts[definition] += more;
                repetitions.add(repetition, more);
                definitions.add(definition, more);
            }
            left -= 1 + more;
        }
    }

    void add(byte[] array, int from, int length, int repetition, int definition) {
        levels(repetition, definition);
        if (values.add(array, from, length)) {
            Binary value = Binary.fromReusedByteArray(array, from, length);
            statistics.updateStats(value);
            if (bloom != null) {
                bloom.insertHash(bloom.hash(value));
            }
        }
    }

    void add(int value, int repetition, int definition) {
        levels(repetition, definition);
        if (values.add(value)) {
            statistics.updateStats(value);
        }
    }

    void add(long value, int repetition, int definition) {
        levels(repetition, definition);
        if (values.add(value)) {
            statistics.updateStats(value);
        }
    }

    void add(double value, int repetition, int definition) {
        levels(repetition, definition);
        if (values.add(Double.doubleToRawLongBits(value))) {
            statistics.updateStats(value);
        }
    }

    void add(boolean value, int repetition, int definition) {
        levels(repetition, definition);
        bits.writeBoolean(value);
        statistics.updateStats(value);
        bitCount++;
    }

    /** Bytes of this page's values before they are encoded. */
    private long bytes() {
        return values == null ? bitCount / Byte.SIZE : values.plainBytes();
    }

    /** Bytes that the column holds, about. */
    long size() {
        return pages.getMemSize() + bytes();
    }

    private void endPage() {
        try {
            statistics.incrementNumNulls(
                    count - definitionCounts[descriptor.getMaxDefinitionLevel()]);
            List<BytesInput> parts = new ArrayList<>();
            addLevels(parts, repetitions, repetitionCounts.length);
            addLevels(parts, definitions, definitionCounts.length);
            SizeStatistics sizes = sizes();
            parts.add(values == null ? bits.getBytes() : values.endPage());
            pages.writePage(
                    BytesInput.concat(parts),
                    count,
                    rows,
                    statistics,
                    sizes,
                    GeospatialStatistics.newBuilder(type).build(), // of no geography
                    levelEncoding(repetitionCounts.length),
                    levelEncoding(definitionCounts.length),
                    values == null ? Encoding.PLAIN : values.encoding());
            if (bits != null) {
                bits.reset();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        beginPage();
    }

    private static void addLevels(List<BytesInput> parts, RunEncoder encoder, int levels) {
        if (levels > 1) {
            byte[] encoded = encoder.end();
            parts.add(BytesInput.fromInt(encoded.length));
            parts.add(BytesInput.from(encoded));
        }
    }

    private static Encoding levelEncoding(int levels) {
        return levels > 1 ? Encoding.RLE : Encoding.BIT_PACKED; // of nothing
    }

    private SizeStatistics sizes() {
        long there = definitionCounts[descriptor.getMaxDefinitionLevel()];
        return new SizeStatistics(
                type,
                isBytes() ? values.plainBytes() - there * Integer.BYTES : 0,
                histogram(repetitionCounts, 1),
                histogram(definitionCounts, 2));
    }

    /** How often each level stands; empty where Parquet leaves it out. */
    private static List<Long> histogram(long[] counts, int greatestLeftOut) {
        return counts.length <= greatestLeftOut
                ? new ArrayList<>()
                : new ArrayList<>(Arrays.stream(counts).boxed().toList());
    }

    /** Writes what is left to the store. */
    void end(ColumnChunkPageWriteStore store) throws IOException {
        if (count > 0) {
            endPage();
        }
        DictionaryPage dictionary = values == null ? null : values.endGroup();
        if (dictionary != null) {
            pages.writeDictionaryPage(dictionary);
        }
        if (bloom != null) {
            store.getBloomFilterWriter(descriptor).writeBloomFilter(bloom);
        }
    }
}
