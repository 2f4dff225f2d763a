package org.tlscensus.jobs.packets;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Makes the readers of partitions, on executors.
 *
 * @param isStrict whether damage of a capture fails its reading
 */
record PacketsReaderFactory(
        List<PacketColumn> columns, boolean isStrict, SerializableConfiguration hadoop)
        implements PartitionReaderFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        return new PacketsReader(
                ((PacketsPartition) partition).ranges(), columns, isStrict, hadoop.value());
    }
}
