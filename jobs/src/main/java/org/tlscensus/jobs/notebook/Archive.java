package org.tlscensus.jobs.notebook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.tlscensus.jobs.query.QueryEngine;
import org.tlscensus.jobs.query.SparkEngine;
import org.tlscensus.jobs.report.Answer;
import org.tlscensus.jobs.session.Session;
import org.tlscensus.jobs.tables.TableFile;

/** The tables of an archive, open for questions. */
public final class Archive implements AutoCloseable {
    private final SparkSession spark;
    private final QueryEngine engine;
    private int cells;

    private Archive(SparkSession spark, QueryEngine engine) {
        this.spark = spark;
        this.engine = engine;
    }

    /**
     * Opens the tables in the folder that the environment's CENSUS_TABLES names, or else those of
     * the demo.
     */
    public static Archive open() {
        String tables = System.getenv("CENSUS_TABLES");
        return open(
                tables != null
                        ? tables
                        : Path.of(System.getProperty("census.home", ""), ".census", "demo")
                                .toString());
    }

    /**
     * Opens the tables of a folder.
     *
     * @throws org.tlscensus.jobs.failure.UserError when there are none
     */
    public static Archive open(String tables) {
        SparkSession spark = Session.forQuestions("census notebook");
        return new Archive(spark, new SparkEngine(spark, tables));
    }

    /**
     * The answer to a query. With a head as the tables' own files have, it has a title, figures and
     * explanations.
     */
    public Answer sql(String query) throws IOException {
        cells++;
        return Answer.to(engine, TableFile.of("cell-" + cells, query));
    }

    /** One of the tables that {@code census tables} makes, with its figures. */
    public Answer table(String name) throws IOException {
        return Answer.to(engine, TableFile.select(List.of(name), null).get(0));
    }

    /** For what SQL does not do. */
    public SparkSession spark() {
        return spark;
    }

    @Override
    public void close() {
        spark.stop();
    }
}
