package org.tlscensus.core.capture;

import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The content of a gzip file of any number of members (RFC 1952). A broken member ends where it
 * breaks; reading goes on at the next one that can be found, and the damage is noted with its byte.
 */
final class GzipBytes implements BlockInput.Bytes {
    private static final int BUFFER = 1 << 18;
    private static final int TRAILER_BYTES = 8;

    // Header flags (RFC 1952 section 2.3.1).
    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;

    private final ByteSource source;
    private final List<Damage> damages;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] input;
    private int cursor;
    private int limit;
    private long inputStart; // byte of the file at input[0]
    private long memberStart;
    private boolean isInMember;

    GzipBytes(ByteSource source, List<Damage> damages) {
        this.source = source;
        this.damages = damages;
        input = new byte[(int) Math.max(1, Math.min(BUFFER, source.length()))];
    }

    @Override
    public long storedPosition() {
        return inputStart + cursor;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (true) {
            if (!isInMember && !enterMember()) {
                return -1;
            }
            int count = inflate(buffer, offset, length);
            if (count > 0) {
                return count;
            }
        }
    }

    /** Bytes of the member; 0 when it is over, for better or worse. */
    private int inflate(byte[] buffer, int offset, int length) throws IOException {
        try {
            while (true) {
                int count = inflater.inflate(buffer, offset, length);
                if (count > 0) {
                    crc.update(buffer, offset, count);
                    return count;
                }
                cursor = limit - inflater.getRemaining();
                if (inflater.finished()) {
                    isInMember = false;
                    checkTrailer();
                    return 0;
                }
                if (inflater.needsDictionary()) {
                    throw new DataFormatException("preset dictionary");
                }
                if (!require(1)) {
                    damage(storedPosition(), "the file ends inside a gzip member");
                    isInMember = false;
                    return 0;
                }
                inflater.setInput(input, cursor, limit - cursor);
                cursor = limit;
            }
        } catch (DataFormatException e) {
            cursor = limit - inflater.getRemaining();
            damage(storedPosition(), "broken gzip member: " + e.getMessage());
            isInMember = false;
            return 0;
        }
    }

    private void checkTrailer() throws IOException {
        if (!require(TRAILER_BYTES)) {
            damage(storedPosition(), "the file ends inside a gzip member");
            return;
        }
        int expected = (int) BlockInput.INT_LE.get(input, cursor);
        if (expected != (int) crc.getValue()) {
            damage(memberStart, "gzip member whose checksum is wrong");
        }
        cursor += TRAILER_BYTES;
    }

    /** Finds the next member's header and passes it; false at the end of the file. */
    private boolean enterMember() throws IOException {
        boolean noted = memberStart == storedPosition() && memberStart == 0;
        long from = storedPosition();
        while (require(10)) {
            if (isHeader()) {
                memberStart = storedPosition();
                if (skipHeader()) {
                    beginMember();
                    return true;
                }
                noted = true;
                damage(memberStart, "the file ends inside the header of a gzip member");
                continue; // what its lengths pointed beyond may hold another
            }
            noted = noted || isNoMember(from);
            cursor++;
        }
        while (!noted && cursor < limit) {
            noted = isNoMember(from);
            cursor++;
        }
        return false;
    }

    private void beginMember() {
        inflater.reset();
        crc.reset();
        inflater.setInput(input, cursor, limit - cursor);
        cursor = limit;
        isInMember = true;
    }

    /** Notes that the byte at the cursor belongs to no member, unless it is padding. */
    private boolean isNoMember(long from) {
        if (isPadding()) {
            return false;
        }
        if (damages.isEmpty() || damages.get(damages.size() - 1).offset() < from) {
            damage(from, "bytes that are no gzip member");
        }
        return true;
    }

    /** Tapes and some tools pad with zeros. */
    private boolean isPadding() {
        return input[cursor] == 0;
    }

    private boolean isHeader() {
        return (input[cursor] & 0xff) == 0x1f
                && (input[cursor + 1] & 0xff) == 0x8b
                && input[cursor + 2] == 8 // deflate, the only method
                && (input[cursor + 3] & 0xe0) == 0; // reserved flags
    }

    private boolean skipHeader() throws IOException {
        int flags = input[cursor + 3];
        cursor += 10;
        if ((flags & FEXTRA) != 0) {
            if (!require(2)) {
                return false;
            }
            int extra = input[cursor] & 0xff | (input[cursor + 1] & 0xff) << 8;
            if (!require(2 + extra)) {
                return false;
            }
            cursor += 2 + extra;
        }
        if ((flags & FNAME) != 0 && !skipText() || (flags & FCOMMENT) != 0 && !skipText()) {
            return false;
        }
        if ((flags & FHCRC) != 0) {
            if (!require(2)) {
                return false;
            }
            cursor += 2;
        }
        return true;
    }

    private boolean skipText() throws IOException {
        while (require(1)) {
            if (input[cursor++] == 0) {
                return true;
            }
        }
        return false;
    }

    private boolean require(int count) throws IOException {
        if (limit - cursor >= count) {
            return true;
        }
        System.arraycopy(input, cursor, input, 0, limit - cursor);
        inputStart += cursor;
        limit -= cursor;
        cursor = 0;
        while (limit < count) {
            int read = source.read(inputStart + limit, input, limit, input.length - limit);
            if (read < 0) {
                return false;
            }
            limit += read;
        }
        return true;
    }

    private void damage(long offset, String description) {
        if (damages.size() < CaptureReader.MAX_DAMAGES) {
            damages.add(new Damage(offset, description));
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
