package org.tlscensus.core.tls.keys;

/** The protection of the records that one side sends, in their order. */
public interface SealedRecords {
    /** A record's content, without padding; its owner is the caller. */
    record Content(int type, byte[] bytes) {}

    /**
     * The content of the next record; null when these are not its keys. Only a record that was
     * opened moves on to the next one.
     *
     * @param type content type of the record's header
     * @param version the header's
     * @param length bytes of its fragment from {@code offset} on
     */
    Content open(int type, int version, byte[] bytes, int offset, int length);

    /** The next record is not looked at. */
    void skip();
}
