package org.tlscensus.jobs.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.FileStatusCache;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.InMemoryFileIndex;
import org.apache.spark.sql.execution.datasources.PartitionPath;
import org.apache.spark.sql.execution.datasources.PartitionSpec;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructType;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.schema.TableSchema;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

/** The rows of an archive's files in Spark: of exactly these; no folder is looked into. */
public final class StoredRows {
    private StoredRows() {}

    /** A table: one of ours, or one that lies beside them. */
    public static Dataset<Row> of(SparkSession spark, ArchiveFiles archive, String name) {
        Optional<Table> table = Table.named(name);
        Path folder = archive.folder(name);
        if (table.isEmpty()) {
            return spark.read().parquet(folder.toString());
        }
        return archive.files(name).isPresent()
                ? spark.baseRelationToDataFrame(relation(spark, archive, table.get()))
                : spark.read().schema(TableSchema.of(table.get())).parquet(folder.toString());
    }

    /** What the state keeps in a folder. */
    public static Dataset<Row> ofState(
            SparkSession spark, ArchiveFiles archive, String folder, StructType schema) {
        List<FileStatus> files = archive.files(folder).orElse(List.of());
        return spark.baseRelationToDataFrame(
                relation(spark, archive.folder(folder), files, schema, new StructType()));
    }

    /** A table of ours that the archive's snapshot tells of. */
    public static HadoopFsRelation relation(SparkSession spark, ArchiveFiles archive, Table table) {
        StructType data = TableSchema.ofFiles(table);
        StructType partitions = new StructType();
        for (var field : TableSchema.of(table).fields()) {
            if (data.getFieldIndex(field.name()).isEmpty()) {
                partitions = partitions.add(field);
            }
        }
        String name = table.tableName();
        List<FileStatus> files = archive.files(name).orElse(List.of());
        return relation(spark, archive.folder(name), files, data, partitions);
    }

    private static HadoopFsRelation relation(
            SparkSession spark,
            Path folder,
            List<FileStatus> files,
            StructType data,
            StructType partitions) {
        StructType all = data;
        for (var field : partitions.fields()) {
            all = all.add(field);
        }
        List<PartitionPath> none = List.of();
        Option<PartitionSpec> told =
                files.isEmpty() // there is no path to tell them
                        ? Option.apply(
                                new PartitionSpec(
                                        partitions, CollectionConverters.asScala(none).toList()))
                        : Option.empty();
        InMemoryFileIndex index =
                new InMemoryFileIndex(
                        spark,
                        CollectionConverters.asScala(List.of(folder)).toList(),
                        Map$.MODULE$.empty(),
                        Option.apply(all),
                        new Told(files),
                        told,
                        Option.empty());
        return new HadoopFsRelation(
                index,
                index.partitionSchema(),
                data,
                Option.empty(),
                new ParquetFileFormat(),
                Map$.MODULE$.empty(),
                spark);
    }

    /** What Spark would know of a folder if it had looked into it. */
    private static final class Told extends FileStatusCache {
        private final FileStatus[] files;

        Told(List<FileStatus> files) {
            this.files = new ArrayList<>(files).toArray(FileStatus[]::new);
        }

        @Override
        public Option<FileStatus[]> getLeafFiles(Path path) {
            return Option.apply(files);
        }

        @Override
        public void putLeafFiles(Path path, FileStatus[] found) {}

        @Override
        public void invalidateAll() {}
    }
}
