package org.tlscensus.jobs.validate;

import static org.apache.spark.sql.functions.countDistinct;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.frame.Frames;
import org.tlscensus.jobs.ocsp.KeptLists;
import org.tlscensus.jobs.schema.RecordCodec;
import org.tlscensus.jobs.store.ArchiveFiles;
import org.tlscensus.jobs.store.TablesFolder;

/**
 * What revocation lists say of the certificates of an archive: lists that were downloaded in its
 * captures, and those that a user gives.
 *
 * <p>A certificate is told by issuer and serial number, and by the issuer's key where both name it.
 * A list that has all of an issuer's, or all that name its distribution point, tells also which
 * ones are not revoked: those that had not expired when it was issued.
 */
final class Revocations {
    private static final String STAGED = "lists-of-files";
    private static final int MOST_TASKS = 256;

    /** Columns of {@code RevocationRow}. */
    private static final String ROWS =
            """
            WITH revoked AS (
              SELECT c.sha256, e.list, e.source, e.this_update, e.valid_until, e.revoked_at, e.reason
              FROM known_certificates AS c
              JOIN list_entries AS e ON e.issuer = c.issuer AND e.serial = c.serial_number
              WHERE c.authority_key_id IS NULL OR e.key_id IS NULL OR c.authority_key_id = e.key_id
            ),
            spoken_of AS (
              SELECT c.sha256, f.list, f.source, f.this_update, f.valid_until
              FROM known_certificates AS c
              JOIN list_facts AS f ON f.issuer = c.issuer
              WHERE f.verdict = 'VALID'
                AND NOT f.is_partial
                AND (c.authority_key_id IS NULL OR f.key_id IS NULL OR c.authority_key_id = f.key_id)
                AND (size(f.points) = 0 OR arrays_overlap(f.points, c.crl_urls))
                AND NOT (f.is_of_users AND coalesce(c.is_ca, false))
                AND NOT (f.is_of_authorities AND NOT coalesce(c.is_ca, false))
                AND f.this_update <= c.not_after
                AND c.not_before <= f.valid_until
            ),
            good AS (
              SELECT s.*
              FROM spoken_of AS s
              LEFT ANTI JOIN revoked AS r ON r.sha256 = s.sha256 AND r.list = s.list
            )
            SELECT sha256 AS certificate_sha256,
                   'revoked' AS certificate_status,
                   min(revoked_at) AS revocation_time,
                   min(struct(revoked_at, reason)).reason AS revocation_reason,
                   min(this_update) AS this_update,
                   max(valid_until) AS next_update,
                   count(DISTINCT list) AS lists,
                   array_sort(collect_set(source)) AS sources
            FROM revoked
            GROUP BY sha256
            UNION ALL
            SELECT sha256,
                   'good',
                   NULL,
                   NULL,
                   min(this_update),
                   max(valid_until),
                   count(DISTINCT list),
                   array_sort(collect_set(source))
            FROM good
            GROUP BY sha256
            """;

    private final SparkSession spark;
    private final JavaRDD<ListReader.Source> files;
    private final ListReader reader;

    private Revocations(SparkSession spark, List<ListReader.Source> files, ListReader reader) {
        this.spark = spark;
        this.files =
                JavaSparkContext.fromSparkContext(spark.sparkContext())
                        .parallelize(files, Math.min(files.size(), MOST_TASKS));
        this.reader = reader;
    }

    /**
     * Those of an archive and of files; null when there is no list.
     *
     * @param crls files and folders that a user names
     * @throws UserError when one of them holds something else, or was not signed by its issuer
     */
    static Revocations of(
            SparkSession spark, TablesFolder folder, List<String> crls, ListReader reader)
            throws IOException {
        List<ListReader.Source> files = new ArrayList<>();
        Configuration hadoop = reader.hadoop().value().value();
        ArchiveFiles archive = ArchiveFiles.of(folder);
        for (FileStatus file : archive.files(KeptLists.FOLDER).orElse(List.of())) {
            files.add(new ListReader.Source(file.getPath().toString(), ListFact.DOWNLOAD));
        }
        List<ListReader.Source> given = new ArrayList<>();
        List<Path> places = CrlFile.find(crls, hadoop);
        for (Path place : places) {
            Path staged = new Path(folder.staging(STAGED), given.size() + ".zst");
            KeptLists.write(CrlFile.read(place, hadoop), staged, hadoop);
            given.add(new ListReader.Source(staged.toString(), ListFact.FILE));
        }
        files.addAll(given);
        if (files.isEmpty()) {
            return null;
        }
        Revocations revocations = new Revocations(spark, files, reader);
        revocations.requireSigned(places, given);
        return revocations;
    }

    /** A user's list that its issuer, who is known, has not signed is a mistake. */
    private void requireSigned(List<Path> places, List<ListReader.Source> given)
            throws IOException {
        for (int i = 0; i < given.size(); i++) {
            var facts = reader.facts(given.get(i));
            while (facts.hasNext()) {
                ListFact fact = facts.next();
                if (fact.verdict().equals(ListFact.INVALID)) {
                    throw new UserError(
                            places.get(i)
                                    + " was not signed by "
                                    + fact.issuer()
                                    + ", whose certificate is in the archive or a trust store");
                }
            }
        }
    }

    /** How many distinct lists there are of each source and verdict, as in {@link ListFact}. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        for (Row row :
                facts().groupBy("source", "verdict").agg(countDistinct("list")).collectAsList()) {
            counts.put(row.getString(0) + " " + row.getString(1), row.getLong(2));
        }
        return counts;
    }

    private Dataset<Row> facts() {
        ListReader read = reader;
        RecordCodec<ListFact> codec = RecordCodec.of(ListFact.class);
        return Frames.of(
                spark,
                files.flatMap(read::facts).map(fact -> RecordCodec.of(ListFact.class).toRow(fact)),
                codec.schema());
    }

    private Dataset<Row> entries() {
        ListReader read = reader;
        RecordCodec<ListEntry> codec = RecordCodec.of(ListEntry.class);
        return Frames.of(
                spark,
                files.flatMap(read::entries)
                        .map(entry -> RecordCodec.of(ListEntry.class).toRow(entry)),
                codec.schema());
    }

    /**
     * The rows of the table.
     *
     * @param certificates of the archive
     */
    Dataset<Row> rows(Dataset<Row> certificates) {
        certificates.createOrReplaceTempView("known_certificates");
        facts().createOrReplaceTempView("list_facts");
        entries().createOrReplaceTempView("list_entries");
        return spark.sql(ROWS);
    }
}
