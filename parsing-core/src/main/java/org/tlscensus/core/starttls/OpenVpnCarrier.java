package org.tlscensus.core.starttls;

import java.util.List;
import org.tlscensus.core.tls.StreamReceiver;
import org.tlscensus.core.tls.carried.OpenVpnControl;
import org.tlscensus.core.wire.HeldBytes;
import org.tlscensus.core.wire.Side;

/** OpenVPN's packets over TCP: each has its length before it, in 16 bits. */
final class OpenVpnCarrier implements TlsCarrier {
    private static final int LENGTH_BYTES = 2;

    /** Where one side stands. */
    private static final class Place {
        final HeldBytes held = new HeldBytes(); // of a packet that is not whole, with its length
        boolean isLost; // nobody knows where a packet begins
    }

    private final Place[] places = {new Place(), new Place()};
    private OpenVpnControl control;

    OpenVpnCarrier() {}

    @Override
    public void bytes(
            Side sender, long timeNanos, byte[] bytes, int offset, int length, StreamReceiver tls) {
        if (control == null) {
            control = new OpenVpnControl(tls);
        }
        Place place = places[sender.ordinal()];
        if (place.isLost && !isPacketStart(bytes, offset, length)) {
            return;
        }
        place.isLost = false;
        int at = offset;
        int end = offset + length;
        while (at < end) {
            at =
                    place.held.length() == 0
                            ? whole(sender, timeNanos, bytes, at, end)
                            : joined(sender, timeNanos, bytes, at, end);
        }
    }

    /** After a loss a segment mostly begins with a packet. */
    private static boolean isPacketStart(byte[] bytes, int offset, int length) {
        return length >= LENGTH_BYTES && packetBytes(bytes, offset) == length - LENGTH_BYTES;
    }

    private static int packetBytes(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private int whole(Side sender, long timeNanos, byte[] bytes, int at, int end) {
        if (end - at < LENGTH_BYTES || end - at < LENGTH_BYTES + packetBytes(bytes, at)) {
            places[sender.ordinal()].held.add(bytes, at, end - at);
            return end;
        }
        int size = packetBytes(bytes, at);
        control.packet(sender, timeNanos, bytes, at + LENGTH_BYTES, size);
        return at + LENGTH_BYTES + size;
    }

    private int joined(Side sender, long timeNanos, byte[] bytes, int at, int end) {
        HeldBytes held = places[sender.ordinal()].held;
        int wanted = wanted(held);
        int taken = Math.min(wanted - held.length(), end - at);
        held.add(bytes, at, taken);
        if (held.length() >= LENGTH_BYTES && held.length() == wanted(held)) {
            int size = held.length() - LENGTH_BYTES;
            held.clear();
            control.packet(sender, timeNanos, held.array(), LENGTH_BYTES, size);
        }
        return at + taken;
    }

    private static int wanted(HeldBytes held) {
        return held.length() < LENGTH_BYTES
                ? LENGTH_BYTES
                : LENGTH_BYTES + packetBytes(held.array(), 0);
    }

    @Override
    public void gap(Side sender, long missingBytes, StreamReceiver tls) {
        Place place = places[sender.ordinal()];
        place.held.clear();
        place.isLost = true;
    }

    @Override
    public void end() {
        if (control != null) {
            control.end();
        }
    }

    @Override
    public boolean isGuess() {
        return control == null || !control.isCertain();
    }

    @Override
    public boolean hasRow() {
        return !isGuess();
    }

    @Override
    public List<String> anomalies() {
        boolean isHidden = control != null && control.isEncrypted();
        return isHidden ? List.of(OpenVpnControl.ENCRYPTED) : List.of();
    }
}
