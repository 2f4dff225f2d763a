package org.tlscensus.core.wire;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_LENGTH;
import static org.tlscensus.core.wire.ParseException.Reason.TRAILING_BYTES;
import static org.tlscensus.core.wire.ParseException.Reason.TRUNCATED;

import java.util.Arrays;

/**
 * Reads big-endian fields of a byte range that it shares. After a throw it is of no further use.
 *
 * <p>Positions in errors count from the start of the range that the outermost cursor was made for:
 * cursors of vectors inside it keep that origin.
 */
public final class ByteCursor {
    private final byte[] bytes;
    private final int origin;
    private final int end;
    private int position;

    public ByteCursor(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** A cursor over {@code length} bytes from {@code offset}; the array is shared, not copied. */
    public ByteCursor(byte[] bytes, int offset, int length) {
        this(bytes, offset, offset, offset + length);
    }

    private ByteCursor(byte[] bytes, int origin, int position, int end) {
        if (position < 0 || end < position || end > bytes.length) {
            throw new IndexOutOfBoundsException(position + " to " + end + " of " + bytes.length);
        }
        this.bytes = bytes;
        this.origin = origin;
        this.position = position;
        this.end = end;
    }

    /** Bytes that are left. */
    public int remaining() {
        return end - position;
    }

    public boolean isAtEnd() {
        return position == end;
    }

    /** Bytes read since the origin of the outermost cursor. */
    public int position() {
        return position - origin;
    }

    public int u8(String field) throws ParseException {
        require(1, field);
        return bytes[position++] & 0xff;
    }

    public int u16(String field) throws ParseException {
        require(2, field);
        position += 2;
        return (bytes[position - 2] & 0xff) << 8 | bytes[position - 1] & 0xff;
    }

    public int u24(String field) throws ParseException {
        require(3, field);
        position += 3;
        return (bytes[position - 3] & 0xff) << 16
                | (bytes[position - 2] & 0xff) << 8
                | bytes[position - 1] & 0xff;
    }

    /** An unsigned 32-bit number. */
    public long u32(String field) throws ParseException {
        return (long) u16(field) << 16 | u16(field);
    }

    /** A 64-bit number; the top bit becomes the sign. */
    public long u64(String field) throws ParseException {
        return u32(field) << 32 | u32(field);
    }

    /** A copy of the next {@code count} bytes; the caller owns it. */
    public byte[] copy(int count, String field) throws ParseException {
        require(count, field);
        position += count;
        return Arrays.copyOfRange(bytes, position - count, position);
    }

    public void skip(int count, String field) throws ParseException {
        require(count, field);
        position += count;
    }

    /** A cursor over the next {@code count} bytes, which this one skips. */
    public ByteCursor slice(int count, String field) throws ParseException {
        require(count, field);
        position += count;
        return new ByteCursor(bytes, origin, position - count, position);
    }

    /** The body of a vector of min to max bytes, 8-bit length (RFC 8446 section 3.4). */
    public ByteCursor vector8(int min, int max, String field) throws ParseException {
        return vector(u8(field), min, max, 1, field);
    }

    /** The body of a vector of min to max bytes, 16-bit length (RFC 8446 section 3.4). */
    public ByteCursor vector16(int min, int max, String field) throws ParseException {
        return vector(u16(field), min, max, 2, field);
    }

    /** The body of a vector of min to max bytes, 24-bit length (RFC 8446 section 3.4). */
    public ByteCursor vector24(int min, int max, String field) throws ParseException {
        return vector(u24(field), min, max, 3, field);
    }

    private ByteCursor vector(int length, int min, int max, int lengthBytes, String field)
            throws ParseException {
        if (length > end - position) {
            throw new ParseException(TRUNCATED, field, position() - lengthBytes);
        }
        if (length < min || length > max) {
            throw new ParseException(BAD_LENGTH, field, position() - lengthBytes);
        }
        return slice(length, field);
    }

    /** A copy of all bytes that are left; the caller owns it. */
    public byte[] rest() {
        byte[] copy = Arrays.copyOfRange(bytes, position, end);
        position = end;
        return copy;
    }

    /** All that is left as 8-bit numbers. */
    public int[] u8List() {
        int[] list = new int[end - position];
        for (int i = 0; i < list.length; i++) {
            list[i] = bytes[position++] & 0xff;
        }
        return list;
    }

    /** All that is left as 16-bit numbers. */
    public int[] u16List(String field) throws ParseException {
        if ((end - position) % 2 != 0) {
            throw new ParseException(BAD_LENGTH, field, position());
        }
        int[] list = new int[(end - position) / 2];
        for (int i = 0; i < list.length; i++) {
            list[i] = u16(field);
        }
        return list;
    }

    /** Throws when the structure of that name does not end here. */
    public void expectEnd(String structure) throws ParseException {
        if (position != end) {
            throw new ParseException(TRAILING_BYTES, structure, position());
        }
    }

    private void require(int count, String field) throws ParseException {
        if (count < 0 || count > end - position) { // position + count could overflow
            throw new ParseException(TRUNCATED, field, position());
        }
    }
}
