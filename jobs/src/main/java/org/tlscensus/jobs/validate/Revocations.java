package org.tlscensus.jobs.validate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.tlscensus.core.row.RevocationRow;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.frame.Lookup;
import org.tlscensus.jobs.ocsp.KeptLists;
import org.tlscensus.jobs.schema.Table;
import org.tlscensus.jobs.store.TablesFolder;
import scala.Tuple2;

/**
 * What revocation lists say of the certificates of an archive: lists that were downloaded in its
 * captures, and those that a user gives.
 */
final class Revocations {
    private static final String STAGED = "lists-of-files";
    private static final int MOST_TASKS = 256;

    private final ArchiveTables tables;
    private final ListReader reader;
    private final JavaRDD<ListReader.Source> files;
    private final List<ListFact> facts = new ArrayList<>();

    /**
     * Reads what the lists say of themselves.
     *
     * @param crls files and folders that a user names
     * @throws UserError when one of them holds something else, or was not signed by its issuer
     */
    Revocations(ArchiveTables tables, TablesFolder folder, List<String> crls, ListReader reader)
            throws IOException {
        this.tables = tables;
        this.reader = reader;
        List<ListReader.Source> sources = new ArrayList<>();
        for (FileStatus file : tables.files().files(KeptLists.FOLDER).orElse(List.of())) {
            sources.add(new ListReader.Source(file.getPath().toString(), ListFact.DOWNLOAD));
        }
        Map<String, Path> given = staged(crls, folder, tables.hadoop());
        given.keySet().forEach(path -> sources.add(new ListReader.Source(path, ListFact.FILE)));
        int tasks = Math.max(1, Math.min(sources.size(), MOST_TASKS));
        files = tables.context().parallelize(sources, tasks);
        if (!sources.isEmpty()) {
            readFacts(given);
        }
    }

    /** Stages the user's files, and tells which is which. */
    private static Map<String, Path> staged(
            List<String> crls, TablesFolder folder, Broadcast<SerializableConfiguration> hadoop)
            throws IOException {
        Configuration configuration = hadoop.value().value();
        Map<String, Path> staged = new TreeMap<>();
        for (Path place : CrlFile.find(crls, configuration)) {
            Path path = new Path(folder.staging(STAGED), staged.size() + ".zst");
            KeptLists.write(CrlFile.read(place, configuration), path, configuration);
            staged.put(path.toString(), place);
        }
        return staged;
    }

    private void readFacts(Map<String, Path> given) {
        ListReader read = reader;
        JavaPairRDD<String, ListFact> byFile =
                files.flatMapToPair(
                        file -> {
                            List<Tuple2<String, ListFact>> ofFile = new ArrayList<>();
                            read.facts(file)
                                    .forEachRemaining(
                                            fact -> ofFile.add(new Tuple2<>(file.path(), fact)));
                            return ofFile.iterator();
                        });
        for (Tuple2<String, ListFact> fact : byFile.collect()) {
            requireSigned(given.get(fact._1()), fact._2());
            facts.add(fact._2());
        }
    }

    /** A user's list that its issuer, who is known, has not signed is a mistake. */
    private static void requireSigned(Path given, ListFact fact) {
        if (given != null && fact.verdict().equals(ListFact.INVALID)) {
            throw new UserError(
                    given
                            + " was not signed by "
                            + fact.issuer()
                            + ", whose certificate is in the archive or a trust store");
        }
    }

    /** How many distinct lists there are, by source and verdict. */
    List<ValidateSummary.Lists> counts() {
        Map<String, List<ListFact>> byKind =
                facts.stream()
                        .collect(
                                Collectors.groupingBy(
                                        fact -> fact.source() + " " + fact.verdict(),
                                        TreeMap::new,
                                        Collectors.toList()));
        return byKind.values().stream().map(Revocations::count).toList();
    }

    private static ValidateSummary.Lists count(List<ListFact> ofKind) {
        ListFact any = ofKind.get(0);
        long lists = ofKind.stream().map(ListFact::list).distinct().count();
        return new ValidateSummary.Lists(any.source(), any.verdict(), lists);
    }

    /** The rows of the table. */
    JavaRDD<RevocationRow> rows(int partitions) {
        Map<String, List<ListFact>> byIssuer = new HashMap<>();
        for (ListFact fact : facts) {
            if (fact.verdict().equals(ListFact.VALID)) {
                byIssuer.computeIfAbsent(fact.issuer(), issuer -> new ArrayList<>()).add(fact);
            }
        }
        Broadcast<Map<String, List<ListFact>>> known = tables.context().broadcast(byIssuer);
        ListReader read = reader;
        JavaPairRDD<String, ListEntry> entries =
                files.flatMap(read::entries)
                        .mapToPair(
                                e ->
                                        new Tuple2<>(
                                                ListedCertificate.key(e.issuer(), e.serial()), e));
        JavaRDD<ListedCertificate> certificates =
                tables.rows(Table.CERTIFICATES, ListedCertificate.class)
                        .filter(
                                c ->
                                        c.serialNumber() != null
                                                && known.value().containsKey(c.issuer()));
        return Lookup.of(
                        certificates,
                        c -> ListedCertificate.key(c.issuer(), c.serialNumber()),
                        ListedCertificate::sha256,
                        entries,
                        partitions)
                .flatMap(
                        found -> {
                            ListedCertificate c = found.question();
                            return c.rows(found.known(), known.value().get(c.issuer())).iterator();
                        });
    }
}
