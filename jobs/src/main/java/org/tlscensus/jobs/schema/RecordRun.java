package org.tlscensus.jobs.schema;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Records as bytes, one after the other in one array, so that Spark moves few large objects instead
 * of many small ones. Before each record stand as many numbers as its run has keys, to pick and to
 * order records by without decoding them. For one thread.
 *
 * <pre>
 * run    = entry*
 * entry  = key (8 bytes)*  length (4 bytes)  record (length bytes)
 * </pre>
 */
public final class RecordRun {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int FIRST_BYTES = 1 << 10;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;
    private int count;

    /** Adds a record to a run without keys. */
    public void add(byte[] record) {
        block(record, 0, record.length);
    }

    /** Adds a record to a run with one key. */
    public void add(long key, byte[] record) {
        key(key);
        block(record, 0, record.length);
    }

    /** Adds a record to a run with two keys. */
    public void add(long key, long second, byte[] record) {
        key(key);
        key(second);
        block(record, 0, record.length);
    }

    /** Adds the entry at which a cursor stands, of a run with as many keys. */
    public void add(Cursor entry) {
        int length = entry.to - entry.from;
        reserve(length);
        System.arraycopy(entry.bytes, entry.from, bytes, size, length);
        size += length;
        count++;
    }

    private void key(long key) {
        reserve(Long.BYTES);
        LONG.set(bytes, size, key);
        size += Long.BYTES;
    }

    private void block(byte[] record, int from, int length) {
        reserve(Integer.BYTES + length);
        INT.set(bytes, size, length);
        System.arraycopy(record, from, bytes, size + Integer.BYTES, length);
        size += Integer.BYTES + length;
        count++;
    }

    private void reserve(int wanted) {
        if (wanted > bytes.length - size) {
            int enough = Math.addExact(size, wanted);
            bytes = Arrays.copyOf(bytes, Math.max(enough, (int) Math.min(size * 2L, 1 << 30)));
        }
    }

    /** Bytes of the run. */
    public int size() {
        return size;
    }

    /** Records in the run. */
    public int count() {
        return count;
    }

    /** The run so far as an array of its own; the next record begins another run. */
    public byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, size);
        size = 0;
        count = 0;
        return taken;
    }

    /**
     * Goes through a run.
     *
     * @param keys how many each record has
     */
    public static Cursor cursor(byte[] run, int keys) {
        return new Cursor(run, keys);
    }

    /** Stands at one entry of a run; before the first at the start. */
    public static final class Cursor {
        private final byte[] bytes;
        private final int keys;
        private int from;
        private int to;

        private Cursor(byte[] bytes, int keys) {
            this.bytes = bytes;
            this.keys = keys;
        }

        /** Goes to the next entry; false at the end. */
        public boolean next() {
            from = to;
            if (from == bytes.length) {
                return false;
            }
            to = recordStart() + (int) INT.get(bytes, recordStart() - Integer.BYTES);
            return true;
        }

        /** A key of the entry, counted from 0. */
        public long key(int index) {
            return (long) LONG.get(bytes, from + index * Long.BYTES);
        }

        /** The entry's record as an array of its own. */
        public byte[] record() {
            return Arrays.copyOfRange(bytes, recordStart(), to);
        }

        /** Bytes of the entry's record. */
        public int length() {
            return to - recordStart();
        }

        /** Where the entry begins in the run; see {@link #at}. */
        public int place() {
            return from;
        }

        /** Goes to the entry that begins at a place. */
        public void at(int place) {
            to = place;
            next();
        }

        private int recordStart() {
            return from + keys * Long.BYTES + Integer.BYTES;
        }
    }
}
