package org.tlscensus.jobs.packets;

import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** The packets of some captures, as Spark's table. */
final class PacketsTable implements SupportsRead {
    @Override
    public String name() {
        return PacketsSource.NAME;
    }

    @Override
    public Column[] columns() {
        return PacketColumn.columns();
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return new PacketsScan(options);
    }
}
