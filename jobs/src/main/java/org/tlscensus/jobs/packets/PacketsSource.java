package org.tlscensus.jobs.packets;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * {@code spark.read().format("tls-census-packets").load("/captures")}: a row for each packet of
 * captures, of any format and compression that is read here. Spark finds it by its name in {@code
 * META-INF/services}.
 */
public final class PacketsSource implements TableProvider, DataSourceRegister {
    /** What Spark calls it. */
    public static final String NAME = "tls-census-packets";

    @Override
    public String shortName() {
        return NAME;
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return PacketColumn.schema();
    }

    @Override
    public Table getTable(
            StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return new PacketsTable();
    }
}
