package org.tlscensus.jobs.ocsp;

import java.util.List;
import java.util.Locale;

/**
 * What is kept for later ingests. Files of records that change are written anew by each ingest;
 * those of an index stay as they are, and each ingest adds its own.
 */
@SuppressWarnings("ImmutableEnumChecker") // the keys are functions without state, in List.of
enum StateKind {
    /** Rows that may change or come again. */
    EXCHANGES(TrackedExchange.class, false),
    /** Downloads of revocation lists that come again. */
    CRLS(SitedCrl.class, false),
    /** What an exchange to come may be tied to. */
    ARRIVALS(CertificateArrival.class, false),
    /** What an exchange to come may have been preceded by. */
    LOOKUPS(KeptLookup.class, false),
    /** The table of names, with what comes again apart. */
    NAMES(NameTally.class, false),
    /** The counts of queries, with what comes again apart. */
    QUERIES(QueryTally.class, false),
    /** What was said of hosts of exchanges. */
    NETWORKS(HostNetwork.class, false),
    /** All certificates, by serial number and by hash. */
    CERTIFICATES(KnownCertificate.class, true, Keys::serial, Keys::sha256),
    /** Those of authorities, by name and key. */
    ISSUERS(KnownIssuer.class, true, Keys::issuer),
    /** Where rows are about a serial number. */
    SERIALS(PartitionSerial.class, true, Keys::serial),
    /** Where rows are of a host. */
    HOSTS(PartitionHost.class, true, Keys::place),
    /** Responses that wait for their issuer, by name and key. */
    PENDING(PendingSignature.class, true, Keys::issuer);

    private final Class<? extends Record> type;
    private final boolean isIndex;
    private final List<GroupKey> keys;

    StateKind(Class<? extends Record> type, boolean isIndex, GroupKey... keys) {
        this.type = type;
        this.isIndex = isIndex;
        this.keys = List.of(keys);
    }

    Class<? extends Record> type() {
        return type;
    }

    boolean isIndex() {
        return isIndex;
    }

    /** A hash by which records of an index are found without decoding them; 0 without one. */
    long key(int index, Record record) {
        return index < keys.size() ? keys.get(index).of(record) : 0;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
