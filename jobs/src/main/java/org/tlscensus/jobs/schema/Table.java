package org.tlscensus.jobs.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.tlscensus.core.row.CaptureRow;
import org.tlscensus.core.row.CertificateRow;
import org.tlscensus.core.row.CertificateValidityRow;
import org.tlscensus.core.row.ChainRow;
import org.tlscensus.core.row.ConnectionRow;
import org.tlscensus.core.row.CrlRow;
import org.tlscensus.core.row.ExchangeRow;
import org.tlscensus.core.row.Meaning;
import org.tlscensus.core.row.RevocationRow;
import org.tlscensus.core.row.SctRow;

/** The tables, each a folder of Parquet files. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are made by List.of
public enum Table {
    CONNECTIONS(
            List.of(ConnectionRow.class),
            List.of(
                    new Column("site", "STRING", "Site of the manifest (partition)", List.of()),
                    new Column("date", "DATE", "UTC date of start_time (partition)", List.of()))),
    CERTIFICATES(List.of(CertificateRow.class, CertificateUse.class), List.of()),
    OCSP(
            List.of(ExchangeRow.class, ExchangeLabels.class),
            List.of(
                    new Column("site", "STRING", "Site of the manifest (partition)", List.of()),
                    new Column(
                            "date",
                            "DATE",
                            "UTC date of request_time, else of response_time (partition)",
                            List.of()))),
    CRLS(List.of(CrlRow.class, SiteDay.class), List.of()),
    NAMES(List.of(NameRow.class), List.of()),
    NAME_QUERIES(List.of(NameQueryRow.class), List.of()),
    CAPTURES(List.of(CaptureRow.class), List.of()),
    CERTIFICATE_VALIDITY(List.of(CertificateValidityRow.class), List.of()),
    CHAINS(List.of(ChainRow.class), List.of()),
    SCTS(List.of(SctRow.class), List.of()),
    REVOCATIONS(List.of(RevocationRow.class), List.of()),
    CONSENSUS(List.of(ConsensusRow.class), List.of());

    private final List<Class<? extends Record>> records;
    private final List<Column> partitions;

    Table(List<Class<? extends Record>> records, List<Column> partitions) {
        this.records = records;
        this.partitions = partitions;
    }

    /** The folder's name, and the view's. */
    public String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The table of a name, if it is one of ours. */
    public static Optional<Table> named(String name) {
        return Stream.of(values()).filter(table -> table.tableName().equals(name)).findFirst();
    }

    /** The command that makes it; an ingest leaves out a table without rows. */
    public String maker() {
        return switch (this) {
            case CERTIFICATE_VALIDITY, CHAINS, REVOCATIONS -> "validate";
            case SCTS -> "validate --ct-logs";
            case CONSENSUS -> "consensus";
            case CONNECTIONS, CERTIFICATES, OCSP, CRLS, NAMES, NAME_QUERIES, CAPTURES -> "ingest";
        };
    }

    /** The record classes whose components are its columns, one after the other. */
    public List<Class<? extends Record>> records() {
        return records;
    }

    /** The columns that are in the folders' names instead of the files. */
    public List<Column> partitions() {
        return partitions;
    }

    /** One line about a row. */
    public String meaning() {
        return records.get(0).getAnnotation(Meaning.class).value();
    }

    /** All columns, partitions last. */
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        records.forEach(record -> columns.addAll(Column.of(record)));
        columns.addAll(partitions);
        return columns;
    }
}
