package org.tlscensus.core.x509;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_LENGTH;

import org.tlscensus.core.wire.AddressText;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/** IP addresses in a certificate, in RFC 5952 form. */
final class IpText {
    private IpText() {}

    /** The address of 4 or 16 bytes from an offset of the content. */
    static String of(DerValue value, int offset, int length) throws ParseException {
        if (length != 4 && length != 16) {
            throw new ParseException(BAD_LENGTH, "iPAddress", value.start());
        }
        ByteCursor in = new ByteCursor(value.bytes(), value.body() + offset, length);
        return length == 4
                ? AddressText.ipv4((int) in.u32("iPAddress"))
                : AddressText.ipv6(in.u64("iPAddress"), in.u64("iPAddress"));
    }
}
