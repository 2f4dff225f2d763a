package org.tlscensus.jobs.ingest;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Records in the order of a group and, within it, of a number. Holds so many bytes of them; what is
 * beyond waits, sorted, in local files, which are merged while the records are taken. Records with
 * one group and number come in any order.
 *
 * <pre>
 * file = entry*
 * entry = group (4 bytes)  number (8 bytes)  length (4 bytes)  record (length bytes)
 * </pre>
 */
final class SortedRecords implements Closeable {
    /** What an entry takes in memory beside its record. */
    private static final int ENTRY_BYTES = 56;

    private static final int BUFFER_BYTES = 1 << 16;

    private static final Comparator<Entry> ORDER =
            Comparator.comparingInt(Entry::group).thenComparingLong(Entry::number);

    /** Makes an empty local file. */
    interface Spills {
        File next() throws IOException;
    }

    /** A record with what it is sorted by. */
    record Entry(int group, long number, byte[] record) {}

    private final long memoryBytes;
    private final Spills spills;
    private final List<File> files = new ArrayList<>();
    private List<Entry> held = new ArrayList<>();
    private long heldBytes;
    private long count;
    private PriorityQueue<Source> sources; // null as long as records are added

    SortedRecords(long memoryBytes, Spills spills) {
        this.memoryBytes = memoryBytes;
        this.spills = spills;
    }

    void add(int group, long number, byte[] record) throws IOException {
        held.add(new Entry(group, number, record));
        heldBytes += ENTRY_BYTES + record.length;
        count++;
        if (heldBytes > memoryBytes) {
            spill();
        }
    }

    /** How many were added. */
    long count() {
        return count;
    }

    private void spill() throws IOException {
        held.sort(ORDER);
        File file = spills.next();
        files.add(file);
        try (DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(new FileOutputStream(file), BUFFER_BYTES))) {
            for (Entry entry : held) {
                out.writeInt(entry.group());
                out.writeLong(entry.number());
                out.writeInt(entry.record().length);
                out.write(entry.record());
            }
            out.writeInt(-1); // no group
        }
        held = new ArrayList<>();
        heldBytes = 0;
    }

    /** The next record; null at the end. None can be added any more. */
    Entry next() throws IOException {
        if (sources == null) {
            begin();
        }
        Source least = sources.poll();
        if (least == null) {
            return null;
        }
        Entry entry = least.entry;
        if (least.goOn()) {
            sources.add(least);
        }
        return entry;
    }

    /** The next record, which stays the next; null at the end. */
    Entry peek() throws IOException {
        if (sources == null) {
            begin();
        }
        Source least = sources.peek();
        return least == null ? null : least.entry;
    }

    private void begin() throws IOException {
        sources = new PriorityQueue<>((one, other) -> ORDER.compare(one.entry, other.entry));
        held.sort(ORDER);
        Source inMemory = new InMemory(held);
        if (inMemory.goOn()) {
            sources.add(inMemory);
        }
        held = List.of();
        for (File file : files) {
            Source spilled = new InFile(file);
            if (spilled.goOn()) {
                sources.add(spilled);
            }
        }
    }

    /** Forgets all records, and removes the local files. */
    @Override
    public void close() throws IOException {
        if (sources != null) {
            for (Source source : sources) {
                source.close();
            }
        }
        for (File file : files) {
            Files.deleteIfExists(file.toPath());
        }
    }

    /** Entries in their order. */
    private abstract static class Source implements Closeable {
        Entry entry;

        abstract boolean goOn() throws IOException;

        @Override
        public void close() throws IOException {}
    }

    private static final class InMemory extends Source {
        private final List<Entry> entries;
        private int at;

        InMemory(List<Entry> entries) {
            this.entries = entries;
        }

        @Override
        boolean goOn() {
            if (at == entries.size()) {
                return false;
            }
            entry = entries.set(at++, null); // what was taken may go
            return true;
        }
    }

    private static final class InFile extends Source {
        private final DataInputStream in;

        InFile(File file) throws IOException {
            in =
                    new DataInputStream(
                            new BufferedInputStream(new FileInputStream(file), BUFFER_BYTES));
        }

        @Override
        boolean goOn() throws IOException {
            int group = in.readInt();
            if (group < 0) {
                close();
                return false;
            }
            long number = in.readLong();
            byte[] record = new byte[in.readInt()];
            in.readFully(record);
            entry = new Entry(group, number, record);
            return true;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
