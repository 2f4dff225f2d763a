package org.tlscensus.jobs.serve;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.immutable.Map$;

/** What a client may try that wants more than to read an archive's tables. */
final class Attacks {
    /** An attack; Spark throws checked exceptions that it does not declare. */
    interface Attack {
        void run(SparkSession spark) throws Exception;
    }

    /** FILE with an at sign is a file that is there, NEW one that is not. */
    private static final String STATEMENTS =
            """
            SELECT * FROM text.`@FILE`
            SELECT * FROM binaryFile.`@FILE`
            SELECT * FROM parquet.`@FILE`
            SELECT * FROM csv.`file://@FILE`
            SELECT * FROM jdbc.`jdbc:duckdb:`
            SELECT (SELECT first(value) FROM text.`@FILE`)
            WITH f AS (SELECT * FROM text.`@FILE`) SELECT * FROM f
            SELECT * FROM IDENTIFIER('text.`@FILE`')
            DESCRIBE QUERY SELECT * FROM text.`@FILE`
            CREATE TEMPORARY VIEW f AS SELECT * FROM text.`@FILE`
            CREATE TEMPORARY VIEW f USING text OPTIONS (path '@FILE')
            CREATE TEMPORARY VIEW f USING jdbc OPTIONS (url 'jdbc:duckdb:', dbtable 'x')
            SELECT * FROM connections WITH (`parquet.crypto.factory.class` = 'X')
            CREATE TABLE t USING text LOCATION '@FILE'
            CREATE TABLE t (n int) USING parquet LOCATION '@NEW'
            CREATE TABLE t (n int) USING parquet
            CREATE TABLE t USING parquet AS SELECT 1 AS n
            CREATE TABLE t LIKE connections USING parquet LOCATION '@NEW'
            INSERT INTO certificates SELECT * FROM certificates
            INSERT OVERWRITE certificates (sha256) VALUES ('x')
            INSERT OVERWRITE DIRECTORY '@NEW' USING csv SELECT 1
            INSERT OVERWRITE LOCAL DIRECTORY '@NEW' USING csv SELECT 1
            FROM certificates INSERT INTO certificates SELECT *
            LOAD DATA LOCAL INPATH '@FILE' INTO TABLE certificates
            DELETE FROM certificates
            UPDATE certificates SET sha256 = ''
            TRUNCATE TABLE certificates
            DROP TABLE connections
            DROP VIEW handshakes
            ALTER TABLE connections RENAME TO c
            ALTER TABLE connections SET LOCATION '/tmp'
            ALTER VIEW handshakes AS SELECT 1
            CREATE VIEW v AS SELECT 1 AS n
            CREATE OR REPLACE VIEW handshakes AS SELECT 1 AS n
            CREATE GLOBAL TEMPORARY VIEW v AS SELECT 1 AS n
            CREATE DATABASE d LOCATION '@NEW'
            DROP DATABASE default CASCADE
            COMMENT ON TABLE connections IS 'x'
            CACHE TABLE connections
            CACHE TABLE c AS SELECT 1
            UNCACHE TABLE connections
            CLEAR CACHE
            REFRESH TABLE connections
            REFRESH '/tmp'
            ANALYZE TABLE connections COMPUTE STATISTICS
            MSCK REPAIR TABLE connections
            SELECT reflect('java.lang.System', 'getProperty', 'user.home')
            SELECT java_method('java.lang.System', 'getProperty', 'user.home')
            SELECT try_reflect('java.lang.System', 'getProperty', 'user.home')
            SELECT builtin.reflect('java.lang.System', 'getProperty', 'user.home')
            SELECT system.builtin.reflect('java.lang.System', 'getProperty', 'user.home')
            SELECT * FROM IDENTIFIER(reflect('java.lang.System', 'lineSeparator'))
            SELECT * FROM VALUES (reflect('java.lang.System', 'lineSeparator'))
            SELECT transform(array(1), n -> reflect('java.lang.System', 'lineSeparator'))
            EXECUTE IMMEDIATE 'SELECT reflect("java.lang.System", "lineSeparator")'
            EXECUTE IMMEDIATE 'INSERT INTO certificates SELECT * FROM certificates'
            BEGIN INSERT INTO certificates SELECT * FROM certificates; END
            SELECT TRANSFORM (1) USING 'touch @NEW' AS (n)
            SELECT from_xml('<a/>', 'n int', map('rowValidationXSDPath', '@FILE'))
            SELECT schema_of_xml('<a/>')
            SELECT xpath('<!DOCTYPE a [<!ENTITY e SYSTEM "file://@FILE">]><a>&e;</a>', 'a/text()')
            SELECT from_protobuf(X'00', 'M', '@FILE')
            ADD JAR '@FILE'
            ADD FILE '@FILE'
            ADD ARCHIVE '@FILE'
            LIST JARS
            CREATE FUNCTION f AS 'java.lang.String' USING JAR '@FILE'
            CREATE TEMPORARY FUNCTION f AS 'java.lang.String'
            CREATE TEMPORARY FUNCTION f() RETURNS int RETURN 1
            CREATE FUNCTION f() RETURNS int RETURN 1
            DROP FUNCTION IF EXISTS f
            DECLARE VARIABLE n int
            SET spark.sql.runSQLOnFiles = true
            SET spark.sql.variable.substitute = true
            SET spark.sql.catalog.c = org.example.Catalog
            SET spark.sql.sources.default = text
            SET spark.census.served.owner = true
            SET spark.hadoop.fs.defaultFS
            SET spark.connect.authenticate.token
            SET -v
            SET
            RESET
            RESET spark.sql.runSQLOnFiles
            USE default
            CREATE TABLE f (n int) USING org.apache.spark.sql.jdbc
            SELECT * FROM STREAM connections
            """;

    private Attacks() {}

    /** All by name. */
    static Map<String, Attack> all(Path file, Path absent) {
        Map<String, Attack> attacks = new LinkedHashMap<>();
        STATEMENTS
                .lines()
                .map(
                        line ->
                                line.replace("@FILE", file.toString())
                                        .replace("@NEW", absent.toString()))
                .forEach(line -> attacks.put(line, spark -> spark.sql(line).collectAsList()));
        reading(attacks, file.toString());
        writing(attacks, absent.toString());
        running(attacks, file);
        sharing(attacks, file.toString());
        return attacks;
    }

    private static void reading(Map<String, Attack> attacks, String file) {
        attacks.put(
                "explain",
                spark -> {
                    Dataset<Row> plan = spark.sql("EXPLAIN SELECT * FROM text.`" + file + "`");
                    throw new IllegalStateException(plan.collectAsList().toString());
                });
        attacks.put("read().text", spark -> spark.read().text(file).collectAsList());
        attacks.put("read().parquet", spark -> spark.read().parquet(file).collectAsList());
        attacks.put("read().csv", spark -> spark.read().csv(file).schema());
        attacks.put(
                "read().load",
                spark -> spark.read().format("binaryFile").load(file).collectAsList());
        attacks.put(
                "read().jdbc",
                spark -> spark.read().format("jdbc").option("url", "jdbc:x").load().schema());
        attacks.put(
                "read().option().table",
                spark -> spark.read().option("path", file).table("connections").collectAsList());
        attacks.put("table of a file", spark -> spark.table("text.`" + file + "`").collectAsList());
        attacks.put("readStream().text", spark -> spark.readStream().text(file).schema());
        attacks.put(
                "readStream().table", spark -> spark.readStream().table("connections").schema());
    }

    private static Dataset<Row> rows(SparkSession spark) {
        return spark.range(3).toDF();
    }

    private static void writing(Map<String, Attack> attacks, String absent) {
        attacks.put("write().parquet", spark -> rows(spark).write().parquet(absent));
        attacks.put("write().csv", spark -> rows(spark).write().csv(absent));
        attacks.put("write().saveAsTable", spark -> rows(spark).write().saveAsTable("t"));
        attacks.put(
                "write().insertInto",
                spark -> spark.table("certificates").write().insertInto("certificates"));
        attacks.put("writeTo().create", spark -> rows(spark).writeTo("t").create());
        attacks.put(
                "writeTo().append",
                spark -> spark.table("certificates").writeTo("certificates").append());
        attacks.put("checkpoint", spark -> rows(spark).checkpoint());
        attacks.put("localCheckpoint", spark -> rows(spark).localCheckpoint());
    }

    private static void running(Map<String, Attack> attacks, Path file) {
        attacks.put("addArtifact", spark -> spark.addArtifact(file.toString()));
        attacks.put(
                "udf().register",
                spark -> {
                    UDF1<Long, Long> function = n -> n;
                    spark.udf().register("f", function, DataTypes.LongType);
                });
        attacks.put(
                "selectExpr reflect",
                spark ->
                        rows(spark)
                                .selectExpr("reflect('java.lang.System', 'lineSeparator')")
                                .collectAsList());
        attacks.put(
                "call_function reflect",
                spark ->
                        rows(spark)
                                .select(
                                        call_function(
                                                "reflect",
                                                lit("java.lang.System"),
                                                lit("lineSeparator")))
                                .collectAsList());
        attacks.put(
                "filter by reflect",
                spark ->
                        rows(spark)
                                .filter("reflect('java.lang.System', 'lineSeparator') = ''")
                                .collectAsList());
        attacks.put(
                "executeCommand",
                spark -> spark.executeCommand("jdbc", "DROP TABLE x", Map$.MODULE$.empty()));
    }

    private static void sharing(Map<String, Attack> attacks, String file) {
        attacks.put("createGlobalTempView", spark -> rows(spark).createGlobalTempView("g"));
        attacks.put("cache", spark -> rows(spark).cache());
        attacks.put("unpersist", spark -> rows(spark).unpersist());
        attacks.put("catalog().cacheTable", spark -> spark.catalog().cacheTable("connections"));
        attacks.put("catalog().uncacheTable", spark -> spark.catalog().uncacheTable("connections"));
        attacks.put("catalog().clearCache", spark -> spark.catalog().clearCache());
        attacks.put("catalog().createTable", spark -> spark.catalog().createTable("t", file));
        attacks.put("catalog().refreshTable", spark -> spark.catalog().refreshTable("connections"));
        attacks.put("catalog().refreshByPath", spark -> spark.catalog().refreshByPath(file));
        attacks.put(
                "catalog().recoverPartitions",
                spark -> spark.catalog().recoverPartitions("connections"));
        attacks.put(
                "catalog().setCurrentDatabase",
                spark -> spark.catalog().setCurrentDatabase("default"));
        attacks.put("conf().set", spark -> spark.conf().set("spark.sql.runSQLOnFiles", "true"));
        attacks.put("conf().unset", spark -> spark.conf().unset("spark.sql.runSQLOnFiles"));
        attacks.put(
                "conf().set owner", spark -> spark.conf().set("spark.census.served.owner", "true"));
        attacks.put("conf().get", spark -> spark.conf().get("spark.hadoop.fs.s3a.secret.key"));
        attacks.put("conf().getAll", spark -> spark.conf().getAll());
        attacks.put("streams().active", spark -> spark.streams().active());
        attacks.put(
                "a column of a file",
                spark ->
                        rows(spark)
                                .select(col("id"))
                                .join(spark.read().text(file))
                                .collectAsList());
    }
}
