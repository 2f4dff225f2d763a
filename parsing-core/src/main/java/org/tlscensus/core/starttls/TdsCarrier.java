package org.tlscensus.core.starttls;

import org.tlscensus.core.tls.StreamReceiver;
import org.tlscensus.core.wire.Side;

/**
 * Takes TLS out of the packets of TDS that carry its handshake (MS-TDS section 3.2.5.1): they have
 * a header of 8 bytes, which holds the length of the whole. Once the handshake is over, TLS goes on
 * without them, which shows by the type of its records.
 */
final class TdsCarrier implements TlsCarrier {
    private static final int LENGTH_POSITION = 2;
    private static final int CHANGE_CIPHER_SPEC = 0x14; // the first of TLS' record types
    private static final int APPLICATION_DATA = 0x17; // and the last

    /** Where one side stands. */
    private static final class Place {
        int headerBytes; // of the header that is not complete
        int packetBytes;
        int left; // bytes of the packet's body
        boolean isBare;
    }

    private final Place[] places = {new Place(), new Place()};

    TdsCarrier() {}

    @Override
    public void bytes(
            Side sender, long timeNanos, byte[] bytes, int offset, int length, StreamReceiver tls) {
        Place place = places[sender.ordinal()];
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (place.headerBytes == 0 && place.left == 0) {
                place.isBare |= bytes[at] >= CHANGE_CIPHER_SPEC && bytes[at] <= APPLICATION_DATA;
            }
            if (place.isBare) {
                tls.bytes(sender, timeNanos, bytes, at, end - at);
                return;
            }
            if (place.left == 0) {
                header(place, bytes[at++] & 0xff);
            } else {
                int body = Math.min(place.left, end - at);
                place.left -= body;
                tls.bytes(sender, timeNanos, bytes, at, body);
                at += body;
            }
        }
    }

    private static void header(Place place, int value) {
        if (place.headerBytes == LENGTH_POSITION) {
            place.packetBytes = value << 8;
        } else if (place.headerBytes == LENGTH_POSITION + 1) {
            place.packetBytes |= value;
        }
        place.headerBytes++;
        if (place.headerBytes == Tds.HEADER_BYTES) {
            place.left = Math.max(0, place.packetBytes - Tds.HEADER_BYTES);
            place.headerBytes = 0;
        }
    }

    /** The next byte to come is taken for the start of a packet or record. */
    @Override
    public void gap(Side sender, long missingBytes, StreamReceiver tls) {
        Place place = places[sender.ordinal()];
        place.headerBytes = 0;
        place.left = 0;
        tls.gap(sender, missingBytes);
    }
}
