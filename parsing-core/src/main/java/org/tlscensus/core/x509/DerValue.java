package org.tlscensus.core.x509;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_LENGTH;
import static org.tlscensus.core.wire.ParseException.Reason.BAD_VALUE;

import java.math.BigInteger;
import java.util.Arrays;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * One tag-length-value of a DER encoding (X.690 section 8.1), a view of the array that holds it.
 *
 * <pre>
 *   start       body                end
 *   | tag | len | content           |
 * </pre>
 *
 * The tag is the identifier octet; an identifier of several octets is folded into {@link
 * #HIGH_TAG}, since nothing in a certificate has one.
 */
public record DerValue(int tag, byte[] bytes, int start, int body, int end) {
    public static final int BOOLEAN = 0x01;
    public static final int INTEGER = 0x02;
    public static final int BIT_STRING = 0x03;
    public static final int OCTET_STRING = 0x04;
    public static final int ENUMERATED = 0x0a;
    public static final int OID = 0x06;
    public static final int SEQUENCE = 0x30;
    public static final int SET = 0x31;

    /** What the identifier octet ends with when the number stands in further octets. */
    static final int HIGH_TAG = 0x1f;

    private static final int CONSTRUCTED = 0x20;

    /** The tag of a context-specific value, [number], that is primitive. */
    public static int context(int number) {
        return 0x80 | number;
    }

    /** The tag of a context-specific value, [number], that holds others. */
    public static int contextConstructed(int number) {
        return 0x80 | CONSTRUCTED | number;
    }

    /** The one value that the bytes hold. */
    public static DerValue of(byte[] bytes, String field) throws ParseException {
        return new DerReader(bytes, 0, bytes.length).only(field);
    }

    /** The values inside this one. */
    public DerReader children(String field) throws ParseException {
        if ((tag & CONSTRUCTED) == 0) {
            throw new ParseException(BAD_VALUE, field, start);
        }
        return new DerReader(bytes, body, end);
    }

    /** The values inside this one, which has to carry that tag. */
    public DerReader children(int expectedTag, String field) throws ParseException {
        expect(expectedTag, field);
        return children(field);
    }

    public DerValue expect(int expectedTag, String field) throws ParseException {
        if (tag != expectedTag) {
            throw new ParseException(BAD_VALUE, field, start);
        }
        return this;
    }

    public int length() {
        return end - body;
    }

    /** A copy of tag, length and content. */
    public byte[] encoded() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    /** A copy of the content. */
    public byte[] content() {
        return Arrays.copyOfRange(bytes, body, end);
    }

    /** A cursor over the content. */
    public ByteCursor cursor() {
        return new ByteCursor(bytes, body, end - body);
    }

    boolean hasSameEncodingAs(DerValue other) {
        return Arrays.equals(bytes, start, end, other.bytes, other.start, other.end);
    }

    /** Any octet but 0 is true, as in BER: DER's 0xff is not insisted upon. */
    boolean bool(String field) throws ParseException {
        expect(BOOLEAN, field);
        if (length() != 1) {
            throw new ParseException(BAD_LENGTH, field, start);
        }
        return bytes[body] != 0;
    }

    /** An INTEGER; needless leading octets are accepted. */
    public BigInteger integer(String field) throws ParseException {
        expect(INTEGER, field);
        return integerContent(field);
    }

    /**
     * An INTEGER that cannot be negative, as of a key: its octets are the magnitude even where the
     * leading zero was left out, which is how OpenSSL reads them.
     */
    BigInteger magnitude(String field) throws ParseException {
        expect(INTEGER, field);
        if (length() == 0) {
            throw new ParseException(BAD_LENGTH, field, start);
        }
        return new BigInteger(1, bytes, body, end - body);
    }

    /** The content as a two's complement number, whatever the tag. */
    BigInteger integerContent(String field) throws ParseException {
        if (length() == 0) {
            throw new ParseException(BAD_LENGTH, field, start);
        }
        return new BigInteger(bytes, body, end - body);
    }

    /**
     * An INTEGER or ENUMERATED that is 0 or more; what is too large for an int becomes its largest
     * value.
     */
    public int count(String field) throws ParseException {
        if (tag != ENUMERATED) {
            expect(INTEGER, field);
        }
        BigInteger number = integerContent(field);
        if (number.signum() < 0) {
            throw new ParseException(BAD_VALUE, field, start);
        }
        return number.bitLength() > 31 ? Integer.MAX_VALUE : number.intValue();
    }

    /** The octets of a BIT STRING, which has to be whole octets. */
    public byte[] octetsOfBits(String field) throws ParseException {
        expect(BIT_STRING, field);
        if (length() == 0) {
            throw new ParseException(BAD_LENGTH, field, start);
        }
        if (bytes[body] != 0) {
            throw new ParseException(BAD_VALUE, field, start);
        }
        return Arrays.copyOfRange(bytes, body + 1, end);
    }

    /** Bit n of a BIT STRING of named bits, the first being bit 0 (X.690 section 8.6). */
    boolean[] namedBits(int count, String field) throws ParseException {
        expect(BIT_STRING, field);
        if (length() == 0) {
            throw new ParseException(BAD_LENGTH, field, start);
        }
        boolean[] bits = new boolean[count];
        for (int i = 0; i < count && body + 1 + i / 8 < end; i++) {
            bits[i] = (bytes[body + 1 + i / 8] & 0x80 >> i % 8) != 0;
        }
        return bits;
    }

    /** An OBJECT IDENTIFIER in dotted form. */
    public String oid(String field) throws ParseException {
        expect(OID, field);
        return ObjectIdentifier.dotted(bytes, body, end, field);
    }
}
