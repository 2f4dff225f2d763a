package org.tlscensus.jobs.query;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/** Spark's rows; its driver holds one partition of them at a time. */
final class SparkResult implements Result {
    private final SqlText statement;
    private final List<ResultColumn> columns;
    private final Iterator<org.apache.spark.sql.Row> rows;

    SparkResult(SqlText statement, Dataset<org.apache.spark.sql.Row> result) {
        this.statement = statement;
        columns = SparkEngine.columns(result.schema());
        rows =
                columns.isEmpty()
                        ? List.<org.apache.spark.sql.Row>of().iterator()
                        : result.toLocalIterator();
    }

    @Override
    public List<ResultColumn> columns() {
        return columns;
    }

    @Override
    public boolean hasNext() {
        try {
            return rows.hasNext();
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw SparkFailure.of(statement, e);
        }
    }

    @Override
    public Row next() {
        try {
            return row(rows.next());
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw SparkFailure.of(statement, e);
        }
    }

    private static Row row(org.apache.spark.sql.Row row) {
        List<Object> values = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            values.add(value(row.get(i)));
        }
        return new Row(values);
    }

    private static Object value(Object value) {
        if (value instanceof org.apache.spark.sql.Row structure) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (int i = 0; i < structure.size(); i++) {
                fields.put(structure.schema().fieldNames()[i], value(structure.get(i)));
            }
            return fields;
        }
        if (value instanceof scala.collection.Map<?, ?> map) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            CollectionConverters.asJava(map)
                    .forEach((key, each) -> entries.put(value(key), value(each)));
            return entries;
        }
        if (value instanceof Iterable<?> list) {
            List<Object> elements = new ArrayList<>();
            CollectionConverters.asJava(list).forEach(each -> elements.add(value(each)));
            return elements;
        }
        return value;
    }

    @Override
    public void close() {}
}
