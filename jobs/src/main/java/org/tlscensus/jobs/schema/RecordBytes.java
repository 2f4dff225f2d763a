package org.tlscensus.jobs.schema;

/**
 * Turns the records of a class into bytes and back: all that a reader knows of the bytes is the
 * class, whose components count by their order. For one thread.
 *
 * <p>Components are of the types that columns may have. The elements of lists and maps are not
 * null.
 */
public final class RecordBytes<T extends Record> {
    private final Class<T> type;
    private final RecordLayout layout;
    private final BytesWriter out = new BytesWriter();

    private RecordBytes(Class<T> type) {
        this.type = type;
        layout = RecordLayout.of(type);
    }

    public static <T extends Record> RecordBytes<T> of(Class<T> type) {
        return new RecordBytes<>(type);
    }

    /** The record as new bytes. */
    public byte[] toBytes(T record) {
        out.clear(); // a write that failed leaves its beginning
        layout.write(record, out);
        return out.take();
    }

    /**
     * The record, which shares nothing with the bytes.
     *
     * @throws IllegalArgumentException when they are not a record's bytes, and it shows
     */
    public T toRecord(byte[] bytes) {
        BytesReader in = new BytesReader(bytes);
        T record = type.cast(layout.read(in));
        in.expectEnd();
        return record;
    }
}
