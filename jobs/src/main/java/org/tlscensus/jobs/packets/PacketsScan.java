package org.tlscensus.jobs.packets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.SerializableConfiguration;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.plan.CaptureFile;
import org.tlscensus.jobs.plan.CapturePaths;
import org.tlscensus.jobs.plan.Manifest;

/**
 * A reading of captures: which of their columns, and the partitions that they are cut into.
 * Options: {@code path} or {@code paths}, {@code splitBytes} (by default Spark's own size of
 * partitions of files), {@code strict} (whether damage fails it).
 */
final class PacketsScan implements ScanBuilder, SupportsPushDownRequiredColumns, Scan, Batch {
    private static final String SPLIT_BYTES = "splitBytes";
    private static final long MIN_SPLIT_BYTES = 1 << 16;

    private final CaseInsensitiveStringMap options;
    private StructType schema = PacketColumn.schema();

    PacketsScan(CaseInsensitiveStringMap options) {
        this.options = options;
    }

    @Override
    public void pruneColumns(StructType required) {
        schema = required;
    }

    @Override
    public Scan build() {
        return this;
    }

    @Override
    public StructType readSchema() {
        return schema;
    }

    @Override
    public String description() {
        return PacketsSource.NAME + " " + paths();
    }

    @Override
    public Batch toBatch() {
        return this;
    }

    @Override
    public InputPartition[] planInputPartitions() {
        Configuration hadoop = hadoop();
        Manifest.Site site =
                new Manifest.Site(PacketsSource.NAME, Manifest.Vantage.PASSIVE, paths());
        List<CaptureFile> files = CapturePaths.find(site, hadoop);
        for (CaptureFile file : files) {
            if (!file.isThere()) {
                throw new UserError(file.path() + ": " + file.problem());
            }
        }
        try {
            return PacketsPartition.of(files, splitBytes(), hadoop).toArray(InputPartition[]::new);
        } catch (IOException e) {
            throw new UserError("captures cannot be read: " + e.getMessage());
        }
    }

    private static Configuration hadoop() {
        return SparkSession.active().sessionState().newHadoopConf();
    }

    private List<String> paths() {
        String one = options.get("path");
        String several = options.get("paths"); // as Spark tells them, in JSON
        try {
            List<String> paths =
                    several == null
                            ? List.of()
                            : List.of(new ObjectMapper().readValue(several, String[].class));
            paths = Stream.concat(Stream.ofNullable(one), paths.stream()).toList();
            if (paths.isEmpty()) {
                throw new UserError("which captures? load(\"/captures\")");
            }
            return paths;
        } catch (JsonProcessingException e) {
            throw new UserError("the option paths is a list in JSON, and not " + several);
        }
    }

    private long splitBytes() {
        long sparks = SparkSession.active().sessionState().conf().filesMaxPartitionBytes();
        long asked = options.getLong(SPLIT_BYTES, sparks);
        if (asked < MIN_SPLIT_BYTES) {
            throw new UserError("the option splitBytes is " + MIN_SPLIT_BYTES + " or more");
        }
        return asked;
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        List<PacketColumn> columns =
                Stream.of(schema.fieldNames()).map(PacketColumn::named).toList();
        return new PacketsReaderFactory(
                columns,
                options.getBoolean("strict", false),
                new SerializableConfiguration(hadoop()));
    }
}
