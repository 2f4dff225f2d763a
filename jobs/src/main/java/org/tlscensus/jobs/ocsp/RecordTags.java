package org.tlscensus.jobs.ocsp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.jobs.schema.NameQueryRow;
import org.tlscensus.jobs.schema.RecordBytes;
import org.tlscensus.jobs.schema.RecordRun;

/** Records of several classes in one run, whose key tells the class. For one thread. */
final class RecordTags {
    private static final List<Class<? extends Record>> CLASSES =
            List.of(
                    SitedExchange.class,
                    SitedCrl.class,
                    SitedLookup.class,
                    CertificateArrival.class,
                    CertificateSighting.class,
                    TrackedExchange.class,
                    StoredExchange.class,
                    LabelledExchange.class,
                    Label.class,
                    Relabelling.class,
                    PartitionNotice.class,
                    CertificateAsk.class,
                    WantedCertificate.class,
                    ArrivedCertificate.class,
                    HandshakeEvent.class,
                    LookupEvent.class,
                    KeptLookup.class,
                    SignatureAsk.class,
                    PendingSignature.class,
                    KnownCertificate.class,
                    KnownIssuer.class,
                    PartitionSerial.class,
                    PartitionHost.class,
                    NetworkAsk.class,
                    NameTally.class,
                    QueryTally.class,
                    NameQueryRow.class,
                    HostNetwork.class,
                    HostMove.class,
                    FileMade.class);

    private final List<RecordBytes<? extends Record>> codecs = new ArrayList<>();
    private final Map<Class<?>, Integer> tags = new HashMap<>();

    RecordTags() {
        for (Class<? extends Record> type : CLASSES) {
            tags.put(type, codecs.size());
            codecs.add(RecordBytes.of(type));
        }
    }

    static int tag(Class<? extends Record> type) {
        return CLASSES.indexOf(type);
    }

    void add(Record record, RecordRun run) {
        int tag = tags.get(record.getClass());
        run.add(tag, bytes(codecs.get(tag), record));
    }

    @SuppressWarnings("unchecked") // the codec is that of the record's class
    private static <T extends Record> byte[] bytes(RecordBytes<T> codec, Record record) {
        return codec.toBytes((T) record);
    }

    /** A run without keys of records of one class, as one with tags. */
    static byte[] tagged(Class<? extends Record> type, byte[] run) {
        RecordRun tagged = new RecordRun();
        RecordRun.Cursor cursor = RecordRun.cursor(run, 0);
        while (cursor.next()) {
            tagged.add(tag(type), cursor.record());
        }
        return tagged.take();
    }

    /** The records of runs. */
    static Iterator<Record> records(Iterator<byte[]> runs) {
        return new Reader(runs);
    }

    private static final class Reader implements Iterator<Record> {
        private final Iterator<byte[]> runs;
        private final RecordTags tags = new RecordTags();
        private RecordRun.Cursor cursor = RecordRun.cursor(new byte[0], 1);
        private boolean isAtRecord;

        Reader(Iterator<byte[]> runs) {
            this.runs = runs;
        }

        @Override
        public boolean hasNext() {
            isAtRecord = isAtRecord || cursor.next();
            while (!isAtRecord && runs.hasNext()) {
                cursor = RecordRun.cursor(runs.next(), 1);
                isAtRecord = cursor.next();
            }
            return isAtRecord;
        }

        @Override
        public Record next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            isAtRecord = false;
            return tags.codecs.get((int) cursor.key(0)).toRecord(cursor.record());
        }
    }
}
