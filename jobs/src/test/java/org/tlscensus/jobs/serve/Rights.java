package org.tlscensus.jobs.serve;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What a client may do that only reads an archive's tables. */
final class Rights {
    private static final String STATEMENTS =
            """
            SELECT * FROM captures
            SELECT count(*) FROM handshakes
            SELECT * FROM (SELECT site FROM captures UNION ALL SELECT 'x') PIVOT (count(*) FOR site IN ('x', 'y'))
            SELECT * FROM VALUES (1, 2) AS t (a, b) UNPIVOT (n FOR name IN (a, b))
            WITH RECURSIVE r (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT sum(n) FROM r
            SELECT id, row_number() OVER (ORDER BY id) FROM range(3) WHERE id IN (SELECT id FROM range(2))
            SELECT * FROM range(2) AS r, LATERAL (SELECT r.id + 1)
            SELECT explode(sequence(1, 3))
            SELECT transform(array(1, 2), n -> n + 1), url_decode('%41'), parse_url('http://a/b', 'HOST')
            SELECT /*+ REPARTITION(2) */ * FROM range(5)
            SELECT site FROM captures TABLESAMPLE (10 PERCENT)
            EXECUTE IMMEDIATE 'SELECT 1'
            SHOW TABLES
            SHOW VIEWS
            SHOW DATABASES
            SHOW FUNCTIONS
            SHOW COLUMNS IN captures
            SHOW CREATE TABLE captures
            SHOW TBLPROPERTIES captures
            DESCRIBE captures
            DESCRIBE EXTENDED captures
            DESCRIBE captures site
            DESCRIBE handshakes
            DESCRIBE QUERY SELECT 1
            DESCRIBE FUNCTION sum
            EXPLAIN SELECT count(*) FROM handshakes
            EXPLAIN EXTENDED SELECT count(*) FROM handshakes
            SET spark.sql.shuffle.partitions = 3
            SET spark.sql.shuffle.partitions
            SET TIME ZONE 'UTC'
            """;

    private Rights() {}

    /** All by name. */
    static Map<String, Attacks.Attack> all() {
        Map<String, Attacks.Attack> rights = new LinkedHashMap<>();
        STATEMENTS
                .lines()
                .forEach(line -> rights.put(line, spark -> spark.sql(line).collectAsList()));
        rights.put("the environment is not told", Rights::environment);
        rights.put("a path among the options leads nowhere", Rights::pathAsOption);
        rights.put("a view by statement", Rights::viewByStatement);
        rights.put("a view by frame", Rights::viewByFrame);
        rights.put("frames", Rights::frames);
        rights.put("statistics", Rights::statistics);
        rights.put("the catalog", Rights::catalog);
        rights.put("settings", Rights::settings);
        return rights;
    }

    private static void require(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException(actual + " instead of " + expected);
        }
    }

    private static void environment(SparkSession spark) {
        require("${env:PATH}", spark.sql("SELECT '${env:PATH}'").first().getString(0));
    }

    private static void pathAsOption(SparkSession spark) {
        String query = "SELECT site FROM captures WITH (`path` = '/etc')";
        require("campus", spark.sql(query).first().getString(0));
    }

    private static void viewByStatement(SparkSession spark) {
        spark.sql("CREATE OR REPLACE TEMPORARY VIEW v AS SELECT 7 AS n");
        require(7, spark.sql("SELECT n FROM v").first().getInt(0));
        spark.sql("DROP VIEW v");
    }

    private static void viewByFrame(SparkSession spark) {
        spark.createDataset(List.of("a", "b"), Encoders.STRING()).createOrReplaceTempView("v");
        require(2L, spark.table("v").count());
        require(true, spark.catalog().dropTempView("v"));
    }

    private static void frames(SparkSession spark) {
        spark.table("captures")
                .withColumn("n", lit(1))
                .filter(col("n").equalTo(1))
                .groupBy("site")
                .agg(count(lit(1)).as("captures"))
                .orderBy("site")
                .limit(3)
                .show();
        spark.table("captures").inputFiles();
        var sites = spark.table("captures").select("site");
        require(1L, sites.union(sites).distinct().count());
        sites.sample(0.5).count();
        spark.range(3).toDF().na().fill(0).dropDuplicates().repartition(2).explain();
    }

    private static void statistics(SparkSession spark) {
        var rows = spark.range(9).toDF().withColumn("n", col("id").plus(1));
        rows.describe().collectAsList();
        rows.summary().collectAsList();
        rows.stat().corr("id", "n");
        rows.stat().crosstab("id", "n").collectAsList();
        rows.stat().approxQuantile("id", new double[] {0.5}, 0.1);
        rows.stat().freqItems(new String[] {"id"}).collectAsList();
    }

    private static void catalog(SparkSession spark) throws AnalysisException {
        require("default", spark.catalog().currentDatabase());
        require(true, spark.catalog().tableExists("captures"));
        spark.catalog().listTables().collectAsList();
        spark.catalog().listColumns("captures").collectAsList();
        spark.catalog().listFunctions().count();
    }

    private static void settings(SparkSession spark) {
        spark.conf().set("spark.sql.session.timeZone", "Europe/Madrid");
        require("Europe/Madrid", spark.conf().get("spark.sql.session.timeZone"));
        spark.conf().getOption("spark.python.sql.dataFrameDebugging.enabled"); // as PySpark asks
        spark.conf().unset("spark.sql.session.timeZone");
    }

    /** Two clients at once: neither sees what the other does. */
    static void apart(SparkSession one, SparkSession other) {
        one.sql("CREATE TEMPORARY VIEW captures AS SELECT 'mine' AS site");
        one.conf().set("spark.sql.shuffle.partitions", "5");
        require("mine", one.table("captures").first().getString(0));
        Row seen = other.sql("SELECT count(*) FROM captures WHERE site = 'mine'").first();
        require(0L, seen.getLong(0));
        one.sql("DROP VIEW captures");
        require(
                0L,
                one.sql("SELECT count(*) FROM captures WHERE site = 'mine'").first().getLong(0));
        other.table("captures").count();
    }
}
