package org.tlscensus.core.x509;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_LENGTH;
import static org.tlscensus.core.wire.ParseException.Reason.BAD_VALUE;
import static org.tlscensus.core.wire.ParseException.Reason.TOO_LARGE;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.tlscensus.core.wire.ParseException;

/**
 * Reads a certificate revocation list (RFC 5280 section 5.1) as its bytes come, in pieces of any
 * size. Of one beyond a bound the entries are counted and not kept: a list of a hundred megabytes
 * costs as much memory as one of a kilobyte.
 *
 * <pre>
 * CertificateList  ::= SEQUENCE { tbsCertList, signatureAlgorithm, signature }
 * tbsCertList      ::= SEQUENCE { version?, signature, issuer, thisUpdate, nextUpdate?,
 *                                 revokedCertificates SEQUENCE OF SEQUENCE ?, [0] crlExtensions? }
 * </pre>
 */
public final class CrlScanner {
    /** Tag, and a length of up to four bytes behind the one that says so. */
    private static final int MAX_HEADER = 6;

    private enum Place {
        LIST,
        TO_BE_SIGNED,
        FIELDS,
        ENTRIES,
        SIGNATURE,
        OVER
    }

    private final int keptBytes;
    private final int wholeBytes;
    private final ByteArrayOutputStream fields = new ByteArrayOutputStream(512);
    private final byte[] header = new byte[MAX_HEADER];
    private int headerBytes;
    private Place place = Place.LIST;
    private long position;
    private long listEnd;
    private long signedEnd;
    private long entriesEnd;
    private long left; // bytes of the value that is passed
    private boolean isKept; // whether that value is
    private int fieldStart; // in the kept bytes, of the last field
    private boolean isTimeSeen;
    private long entries;
    private boolean areEntriesOver;
    private ParseException error;
    private ByteArrayOutputStream whole = new ByteArrayOutputStream(0); // null: it is too long

    /**
     * @param keptBytes of all values but the entries; one that does not fit is left out
     * @param wholeBytes a list of so many is kept as a whole
     */
    public CrlScanner(int keptBytes, int wholeBytes) {
        this.keptBytes = keptBytes;
        this.wholeBytes = wholeBytes;
    }

    /** The next bytes. */
    public void bytes(byte[] bytes, int from, int to) {
        int read = read(bytes, from, to) - from;
        if (whole != null && listEnd <= wholeBytes && whole.size() + read <= wholeBytes) {
            whole.write(bytes, from, read);
        } else {
            whole = null;
        }
    }

    private int read(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && place != Place.OVER) {
            if (left > 0) {
                int count = (int) Math.min(left, to - at);
                pass(bytes, at, count);
                at += count;
                continue;
            }
            header[headerBytes++] = bytes[at++];
            position++;
            try {
                long length = length();
                if (length >= 0) {
                    value(header[0] & 0xff, length);
                    headerBytes = 0;
                    settle();
                }
            } catch (ParseException e) {
                error = e;
                place = Place.OVER;
            }
        }
        return at;
    }

    private void pass(byte[] bytes, int at, int count) {
        if (isKept) {
            fields.write(bytes, at, count);
        }
        left -= count;
        position += count;
        settle();
    }

    /** The length that the header tells (X.690 section 8.1.3); -1: not yet. */
    private long length() throws ParseException {
        if (headerBytes < 2) {
            return -1;
        }
        int first = header[1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int count = first & 0x7f;
        if (count == 0 || count > MAX_HEADER - 2) {
            throw new ParseException(BAD_LENGTH, "length", where());
        }
        if (headerBytes < 2 + count) {
            return -1;
        }
        long length = 0;
        for (int i = 2; i < headerBytes; i++) {
            length = length << 8 | header[i] & 0xff;
        }
        return length;
    }

    private int where() {
        return (int) Math.min(position, Integer.MAX_VALUE);
    }

    private void value(int tag, long length) throws ParseException {
        long end = position + length;
        switch (place) {
            case LIST -> {
                requireSequence(tag, "CertificateList");
                listEnd = end;
                place = Place.TO_BE_SIGNED;
            }
            case TO_BE_SIGNED -> {
                requireSequence(tag, "tbsCertList");
                requireWithin(end, listEnd, "tbsCertList");
                signedEnd = end;
                place = Place.FIELDS;
            }
            case FIELDS -> {
                requireWithin(end, signedEnd, "tbsCertList");
                field(tag, length, end);
            }
            case ENTRIES -> {
                requireSequence(tag, "revokedCertificates");
                requireWithin(end, entriesEnd, "revokedCertificates");
                entries++;
                left = length;
                isKept = false;
            }
            case SIGNATURE -> {
                requireWithin(end, listEnd, "CertificateList");
                left = length;
                isKept = false;
            }
            case OVER -> throw new IllegalStateException();
        }
    }

    private void field(int tag, long length, long end) {
        if (isTimeSeen && tag == DerValue.SEQUENCE) {
            entriesEnd = end;
            place = Place.ENTRIES;
            return;
        }
        isTimeSeen |= tag == DerTime.UTC_TIME || tag == DerTime.GENERALIZED_TIME;
        left = length;
        isKept = fields.size() + headerBytes + length <= keptBytes;
        if (isKept) {
            fieldStart = fields.size();
            fields.write(header, 0, headerBytes);
        } else if (error == null) {
            error = new ParseException(TOO_LARGE, "tbsCertList", where());
        }
    }

    private void requireSequence(int tag, String field) throws ParseException {
        if (tag != DerValue.SEQUENCE) {
            throw new ParseException(BAD_VALUE, field, where());
        }
    }

    private void requireWithin(long end, long outer, String field) throws ParseException {
        if (end > outer) {
            throw new ParseException(BAD_LENGTH, field, where());
        }
    }

    /** Leaves what has come to its end. */
    private void settle() {
        if (left > 0) {
            return;
        }
        if (place == Place.ENTRIES && position == entriesEnd) {
            place = Place.FIELDS;
            areEntriesOver = true;
        }
        if (place == Place.FIELDS && position == signedEnd) {
            place = Place.SIGNATURE;
            areEntriesOver = true;
        }
        if (place == Place.SIGNATURE && position == listEnd) {
            place = Place.OVER;
        }
    }

    /** Whether all of the list was there. */
    public boolean isComplete() {
        return place == Place.OVER && position == listEnd && listEnd > 0;
    }

    /** The entries; null when not all were there. */
    public Long entries() {
        return areEntriesOver ? (Long) entries : null;
    }

    /** What is wrong with the bytes so far, or null. */
    public ParseException error() {
        return error;
    }

    /** The fields of tbsCertList without the entries, one after the other, as {@link CrlFields}. */
    public byte[] fields() {
        byte[] all = fields.toByteArray();
        return left > 0 && isKept ? Arrays.copyOf(all, fieldStart) : all;
    }

    /** All of the list; null when not all was there, or it is too long. */
    public byte[] whole() {
        return whole != null && isComplete() ? whole.toByteArray() : null;
    }

    /** Bytes of memory that it holds, about. */
    public int heldBytes() {
        return 256 + fields.size() + (whole == null ? 0 : 2 * whole.size());
    }
}
