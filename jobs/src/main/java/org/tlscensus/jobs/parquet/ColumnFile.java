package org.tlscensus.jobs.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.tlscensus.jobs.schema.BytesReader;

/**
 * A Parquet file of rows that are one record each, or several of different classes side by side. A
 * row comes as the bytes of {@link org.tlscensus.jobs.schema.RecordBytes}, which go into the
 * columns without the records being made. For one thread.
 */
final class ColumnFile implements AutoCloseable {
    private static final int ROWS_PER_SIZE_CHECK = 256;

    private final RecordField[] records;
    private final MessageType schema;
    private final ParquetProperties properties;
    private final Map<String, String> metadata;
    private final CompressionCodecFactory codecs;
    private final ParquetFileWriter file;
    private final long groupBytes;

    private ColumnChunkPageWriteStore pages;
    private final List<Column> columns = new ArrayList<>();
    private long groupRows;
    private int groups;
    private long rows;
    private boolean hasFailed;

    /**
     * @param metadata what stands in the footer beside the schema
     */
    ColumnFile(
            List<Class<? extends Record>> types,
            ParquetProperties properties,
            Map<String, String> metadata,
            OutputFile output,
            Configuration hadoop)
            throws IOException {
        this.properties = properties;
        this.metadata = metadata;
        records = new RecordField[types.size()];
        List<Type> fields = new ArrayList<>();
        for (int i = 0; i < records.length; i++) {
            records[i] = new RecordField(types.get(i), Field.Place.TOP);
            fields.addAll(records[i].types());
        }
        schema = new MessageType("spark_schema", fields); // as Spark calls it
        groupBytes = ParquetOutputFormat.getLongBlockSize(hadoop);
        codecs = new CodecFactory(hadoop, properties.getPageSizeThreshold());
        file =
                new ParquetFileWriter(
                        output,
                        schema,
                        ParquetFileWriter.Mode.OVERWRITE,
                        groupBytes,
                        ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
                        null,
                        properties);
        file.start();
        beginGroup();
    }

    private void beginGroup() {
        pages =
                new ColumnChunkPageWriteStore(
                        codecs.getCompressor(CompressionCodecName.ZSTD),
                        schema,
                        properties.getAllocator(),
                        properties.getColumnIndexTruncateLength(),
                        properties.getPageWriteChecksumEnabled(),
                        file.getEncryptor(),
                        groups++);
        columns.clear();
        for (RecordField record : records) {
            record.bind(schema, new String[0], this::column);
        }
        groupRows = 0;
    }

    private Column column(ColumnDescriptor descriptor) {
        Column column = new Column(descriptor, properties, pages);
        columns.add(column);
        return column;
    }

    /**
     * Writes a row: the bytes of a record of each class.
     *
     * @throws IllegalArgumentException when they are no records' bytes; the file is then lost
     */
    void write(byte[]... row) throws IOException {
        if (row.length != records.length) {
            throw new IllegalArgumentException(row.length + " records in a row");
        }
        hasFailed = true; // until it has not
        for (int i = 0; i < row.length; i++) {
            BytesReader in = new BytesReader(row[i]);
            records[i].write(in, 0);
            in.expectEnd();
        }
        rows++;
        groupRows++;
        if (groupRows % ROWS_PER_SIZE_CHECK == 0
                && size() > Math.min(groupBytes, file.getNextRowGroupSize())) {
            endGroup();
            beginGroup();
        }
        hasFailed = false;
    }

    private long size() {
        long size = 0;
        for (Column column : columns) {
            size += column.size();
        }
        return size;
    }

    private void endGroup() throws IOException {
        if (groupRows > 0) {
            for (RecordField record : records) {
                record.settle();
            }
            for (Column column : columns) {
                column.end(pages);
            }
            file.startBlock(groupRows);
            pages.flushToFileWriter(file);
            file.endBlock();
        }
        pages.close();
    }

    /** Rows so far. */
    long rows() {
        return rows;
    }

    /** Ends the file; where a row failed, it is left without an end, so that nobody can read it. */
    @Override
    public void close() throws IOException {
        try {
            if (hasFailed) {
                file.abort();
            } else {
                hasFailed = true;
                endGroup();
                file.end(metadata);
            }
        } finally {
            file.close();
            codecs.release();
        }
    }
}
