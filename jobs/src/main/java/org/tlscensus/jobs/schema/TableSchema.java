package org.tlscensus.jobs.schema;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The tables' schemas, as Spark knows them. */
public final class TableSchema {
    private TableSchema() {}

    /** The columns of the files, without the partitions. */
    public static StructType ofFiles(Table table) {
        StructType schema = new StructType();
        for (Class<? extends Record> record : table.records()) {
            for (StructField field : RecordSchema.of(record).fields()) {
                schema = schema.add(field);
            }
        }
        return schema;
    }

    /** All columns, partitions last. */
    public static StructType of(Table table) {
        StructType schema = ofFiles(table);
        for (Column partition : table.partitions()) {
            boolean isDate = partition.type().equals("DATE");
            schema =
                    schema.add(
                            partition.name(),
                            isDate ? DataTypes.DateType : DataTypes.StringType,
                            false,
                            partition.meaning());
        }
        return schema;
    }
}
