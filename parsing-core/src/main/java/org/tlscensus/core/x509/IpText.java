package org.tlscensus.core.x509;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_LENGTH;

import java.util.Arrays;
import org.tlscensus.core.wire.ParseException;

/** IP addresses in RFC 5952 form. */
public final class IpText {
    private IpText() {}

    /** The address of 4 or 16 bytes from an offset of the content. */
    static String of(DerValue value, int offset, int length) throws ParseException {
        if (length != 4 && length != 16) {
            throw new ParseException(BAD_LENGTH, "iPAddress", value.start());
        }
        int from = value.body() + offset;
        return of(Arrays.copyOfRange(value.bytes(), from, from + length));
    }

    /** The address of 4 or 16 bytes. */
    public static String of(byte[] bytes) {
        if (bytes.length == 4) {
            return (bytes[0] & 0xff)
                    + "."
                    + (bytes[1] & 0xff)
                    + "."
                    + (bytes[2] & 0xff)
                    + "."
                    + (bytes[3] & 0xff);
        }
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        }
        return ipv6(groups);
    }

    /** The first longest run of two or more zero groups becomes "::" (RFC 5952 section 4.2). */
    private static String ipv6(int[] groups) {
        int bestStart = -1;
        int bestLength = 1;
        for (int start = 0; start < 8; start++) {
            int length = 0;
            while (start + length < 8 && groups[start + length] == 0) {
                length++;
            }
            if (length > bestLength) {
                bestStart = start;
                bestLength = length;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == bestStart) {
                text.append("::");
                i += bestLength - 1;
            } else {
                if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
