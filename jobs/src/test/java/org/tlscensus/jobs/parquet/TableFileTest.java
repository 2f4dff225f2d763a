package org.tlscensus.jobs.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tlscensus.jobs.Frames;
import org.tlscensus.jobs.SharedSession;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.RecordCodec;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.schema.TableSchema;

/** What we write is what Spark writes of the same rows. */
@ExtendWith(SharedSession.class)
class TableFileTest {
    private static final int ROWS = 1000;

    @TempDir static Path sparksFolder;
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void sparkReadsWhatItWouldHaveWritten(Table table, SparkSession spark) throws IOException {
        List<Record[]> rows = rows(table);
        String ours = write(table, rows, new Configuration(false)).toString();
        String sparks = sparks(spark, table).toString();
        assertEquals(spark.read().parquet(sparks).schema(), spark.read().parquet(ours).schema());
        assertEquals(
                spark.read().parquet(sparks).collectAsList(),
                spark.read().parquet(ours).collectAsList());
    }

    @ParameterizedTest
    @EnumSource
    void footersSayTheSame(Table table, SparkSession spark) throws IOException {
        List<Record[]> rows = rows(table);
        ParquetMetadata ours = footer(write(table, rows, new Configuration(false)));
        ParquetMetadata sparks = footer(sparks(spark, table));
        assertEquals(sparks.getFileMetaData().getSchema(), ours.getFileMetaData().getSchema());
        assertEquals(
                sparks.getFileMetaData().getKeyValueMetaData(),
                ours.getFileMetaData().getKeyValueMetaData());
        assertEquals(1, ours.getBlocks().size());
        for (int i = 0; i < sparks.getBlocks().get(0).getColumns().size(); i++) {
            ColumnChunkMetaData theirs = sparks.getBlocks().get(0).getColumns().get(i);
            ColumnChunkMetaData column = ours.getBlocks().get(0).getColumns().get(i);
            assertEquals(theirs.getPath(), column.getPath());
            assertEquals(CompressionCodecName.ZSTD, column.getCodec());
            assertEquals(theirs.getEncodings(), column.getEncodings(), column.toString());
            assertEquals(theirs.getValueCount(), column.getValueCount(), column.toString());
            assertEquals(theirs.getStatistics(), column.getStatistics(), column.toString());
            assertEquals(
                    levels(theirs.getSizeStatistics()),
                    levels(column.getSizeStatistics()),
                    column.toString());
            assertNotNull(column.getColumnIndexReference(), column.toString());
            assertNotNull(column.getOffsetIndexReference(), column.toString());
        }
    }

    private static List<Object> levels(SizeStatistics sizes) {
        return List.of(
                sizes.getUnencodedByteArrayDataBytes(),
                sizes.getRepetitionLevelHistogram(),
                sizes.getDefinitionLevelHistogram());
    }

    @ParameterizedTest
    @EnumSource
    void duckDbFindsNoDifference(Table table, SparkSession spark) throws IOException, SQLException {
        List<Record[]> rows = rows(table);
        Path ours = write(table, rows, new Configuration(false));
        Path sparks = sparks(spark, table);
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            assertEquals(ROWS, number(statement, "SELECT count(*) FROM " + quoted(ours)));
            assertEquals(0, difference(statement, ours, sparks));
            assertEquals(0, difference(statement, sparks, ours));
        }
    }

    private static long difference(Statement statement, Path some, Path others)
            throws SQLException {
        String query = "(FROM %s EXCEPT ALL FROM %s)".formatted(quoted(some), quoted(others));
        return number(statement, "SELECT count(*) FROM " + query);
    }

    private static String quoted(Path file) {
        return "'" + file + "'";
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            assertTrue(result.next());
            return result.getLong(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsComeBackEqual(Table table, SparkSession spark) throws IOException {
        List<Record[]> rows = rows(table);
        Configuration small = new Configuration(false);
        small.set("parquet.block.size", String.valueOf(30_000));
        Path ours = write(table, rows, small);
        assertTrue(footer(ours).getBlocks().size() > 1);
        assertRows(table, rows, ours);
        assertRows(table, rows, sparks(spark, table));
    }

    private static void assertRows(Table table, List<Record[]> rows, Path file) throws IOException {
        try (TableFileReader reader = TableFileReader.open(table, hadoop(file), conf())) {
            for (Record[] row : rows) {
                Record[] back = reader.next();
                assertEquals(row.length, back.length);
                for (int i = 0; i < row.length; i++) {
                    assertArrayEquals(bytes(row[i]), bytes(back[i]), row[i].toString());
                }
            }
            assertFalse(reader.hasNext());
        }
    }

    @SuppressWarnings("unchecked") // a record's class makes such records
    private static <T extends Record> byte[] bytes(T record) {
        return RecordBytes.of((Class<T>) record.getClass()).toBytes(record);
    }

    @ParameterizedTest
    @EnumSource
    void idsHaveBloomFilters(Table table) throws IOException {
        Path file = write(table, MadeRecords.withoutRepetition(1).rows(table, ROWS), conf());
        String id = FileSettings.idOf(table).orElse(null);
        for (BlockMetaData group : footer(file).getBlocks()) {
            for (ColumnChunkMetaData column : group.getColumns()) {
                boolean isId = column.getPath().toDotString().equals(id);
                assertEquals(isId, column.getBloomFilterOffset() > 0, column.toString());
            }
        }
    }

    /** A page has at most 20,000 rows, also where all of them are null. */
    @Test
    void longFilesHavePages() throws IOException {
        List<Record[]> rows = new MadeRecords(1).rows(Table.NAMES, 50_000);
        Path file = write(Table.NAMES, rows, conf());
        try (ParquetFileReader reader = open(file)) {
            for (ColumnChunkMetaData column : reader.getFooter().getBlocks().get(0).getColumns()) {
                assertTrue(reader.readOffsetIndex(column).getPageCount() >= 3, column.toString());
            }
        }
        assertRows(Table.NAMES, rows, file);
    }

    @Test
    void columnsThatAFileLacksAreNull(SparkSession spark) throws IOException {
        List<Record[]> rows = new MadeRecords(1).rows(Table.CAPTURES, 10);
        String path = folder.resolve("older").toString();
        spark.read()
                .parquet(write(Table.CAPTURES, rows, conf()).toString())
                .drop("vantage", "parts", "anomalies")
                .write()
                .parquet(path);
        try (TableFileReader reader =
                TableFileReader.open(Table.CAPTURES, hadoop(onlyFile(Path.of(path))), conf())) {
            for (Record[] row : rows) {
                String back = reader.next()[0].toString();
                assertTrue(back.endsWith("parts=0, vantage=null]"), back);
                assertTrue(back.contains("anomalies=null, damage="), back);
                assertEquals(upToAnomalies(row[0].toString()), upToAnomalies(back));
            }
        }
    }

    private static String upToAnomalies(String row) {
        return row.substring(0, row.indexOf("anomalies="));
    }

    @Test
    void anEmptyFileIsOne(SparkSession spark) throws IOException {
        for (Table table : Table.values()) {
            Path file = write(table, List.of(), conf());
            assertEquals(0, spark.read().parquet(file.toString()).count());
            assertRows(table, List.of(), file);
        }
    }

    @Test
    void noChecksumsLieBeside() throws IOException {
        Files.write(folder.resolve(".file.parquet.crc"), new byte[] {1, 2, 3});
        write(Table.NAMES, List.of(), conf());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("file.parquet")), files.toList());
        }
    }

    @Test
    void aFailedRowLeavesNoFileToRead() throws IOException {
        Path file = folder.resolve("file.parquet");
        TableFileWriter writer = TableFileWriter.open(Table.NAMES, hadoop(file), conf(), 1);
        try (writer) {
            writer.writeBytes(bytes(new MadeRecords(1).rows(Table.NAMES, 1).get(0)[0]));
            assertThrows(IllegalArgumentException.class, () -> writer.writeBytes(new byte[] {1}));
        }
        assertEquals(1, writer.rows());
        assertThrows(RuntimeException.class, () -> footer(file));
    }

    private Path write(Table table, List<Record[]> rows, Configuration hadoop) throws IOException {
        Path file = folder.resolve("file.parquet");
        try (TableFileWriter writer =
                TableFileWriter.open(table, hadoop(file), hadoop, rows.size())) {
            for (Record[] row : rows) {
                writer.write(row);
            }
            assertEquals(rows.size(), writer.rows());
        }
        return file;
    }

    /** The file that Spark writes of the table's rows; one for all tests. */
    private static Path sparks(SparkSession spark, Table table) throws IOException {
        Path path = sparksFolder.resolve(table.tableName());
        if (!Files.exists(path)) {
            sparkWrites(spark, table, rows(table), path);
        }
        return onlyFile(path);
    }

    private static List<Record[]> rows(Table table) {
        return new MadeRecords(table.ordinal()).rows(table, ROWS);
    }

    private static void sparkWrites(
            SparkSession spark, Table table, List<Record[]> rows, Path path) {
        List<InternalRow> internal = new ArrayList<>();
        for (Record[] row : rows) {
            List<Object> values = new ArrayList<>();
            for (Record record : row) {
                addValues(record, values);
            }
            internal.add(new GenericInternalRow(values.toArray()));
        }
        Frames.of(
                        spark,
                        JavaSparkContext.fromSparkContext(spark.sparkContext())
                                .parallelize(internal, 1),
                        TableSchema.ofFiles(table))
                .write()
                .parquet(path.toString());
    }

    @SuppressWarnings("unchecked") // a record's class makes such records
    private static <T extends Record> void addValues(T record, List<Object> values) {
        RecordCodec<T> codec = RecordCodec.of((Class<T>) record.getClass());
        values.addAll(Arrays.asList(((GenericInternalRow) codec.toRow(record)).values()));
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static ParquetMetadata footer(Path file) throws IOException {
        try (ParquetFileReader reader = open(file)) {
            return reader.getFooter();
        }
    }

    private static ParquetFileReader open(Path file) throws IOException {
        return ParquetFileReader.open(HadoopInputFile.fromPath(hadoop(file), conf()));
    }

    private static org.apache.hadoop.fs.Path hadoop(Path file) {
        return new org.apache.hadoop.fs.Path(file.toUri());
    }

    private static Configuration conf() {
        return new Configuration(false);
    }
}
