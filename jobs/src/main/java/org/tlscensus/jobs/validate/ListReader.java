package org.tlscensus.jobs.validate;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.x509.Hashes;
import org.tlscensus.core.x509.ListIssuers;
import org.tlscensus.core.x509.RevocationList;
import org.tlscensus.core.x509.TrustStore;
import org.tlscensus.jobs.ocsp.KeptLists;

/** Reads files of revocation lists, and checks who signed them. */
record ListReader(
        Broadcast<SharedCertificates> shared,
        Broadcast<List<NamedStores>> stores,
        Broadcast<SerializableConfiguration> hadoop)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * A file of lists.
     *
     * @param source of its lists, as in {@link ListFact}
     */
    record Source(String path, String source) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** What the lists of a file say of themselves. */
    Iterator<ListFact> facts(Source file) throws IOException {
        return lists(file).map(ReadList::fact).iterator();
    }

    /** The entries of the lists of a file whose signature is valid. */
    Iterator<ListEntry> entries(Source file) throws IOException {
        return lists(file)
                .filter(list -> list.fact().verdict().equals(ListFact.VALID))
                .flatMap(list -> list.entries().stream())
                .iterator();
    }

    private Stream<ReadList> lists(Source file) throws IOException {
        ListIssuers issuers = new ListIssuers(shared.value().pool());
        Iterator<byte[]> lists = KeptLists.read(new Path(file.path()), hadoop.value().value());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(lists, 0), false)
                .map(der -> read(file, der, issuers));
    }

    private ReadList read(Source file, byte[] der, ListIssuers issuers) {
        String id = Hashes.hex("sha256", der);
        try {
            RevocationList list = RevocationList.parse(der);
            List<TrustStore> ofTheTime =
                    stores.value().stream()
                            .map(store -> store.stores().at(list.thisUpdate()))
                            .toList();
            boolean isIndirect = list.scope().isIndirect(); // its issuer is not its entries'
            String verdict =
                    isIndirect ? ListFact.UNREADABLE : issuers.check(list, ofTheTime).name();
            return new ReadList(
                    new ListFact(
                            id,
                            file.source(),
                            verdict,
                            list.issuer(),
                            list.authorityKeyId(),
                            list.thisUpdate(),
                            list.nextUpdate() == null ? list.thisUpdate() : list.nextUpdate(),
                            list.scope().isOfUsers(),
                            list.scope().isOfAuthorities(),
                            list.scope().isPartial(),
                            list.scope().points()),
                    list);
        } catch (ParseException e) {
            return new ReadList(ListFact.unreadable(id, file.source()), null);
        }
    }

    private record ReadList(ListFact fact, RevocationList list) {
        List<ListEntry> entries() {
            List<ListEntry> entries = new ArrayList<>();
            try {
                list.entries(
                        entry ->
                                entries.add(
                                        new ListEntry(
                                                fact.list(),
                                                fact.source(),
                                                fact.issuer(),
                                                fact.keyId(),
                                                fact.thisUpdate(),
                                                fact.validUntil(),
                                                entry.serialNumber(),
                                                entry.revocationTime(),
                                                entry.reason())));
            } catch (ParseException e) {
                // What its issuer signed ends in nonsense: what stands before is as signed.
            }
            return entries;
        }
    }
}
