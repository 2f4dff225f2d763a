package org.tlscensus.core.tls.quic;

import java.util.Arrays;
import org.tlscensus.core.tls.keys.Tls13Records;

/** Takes the protection off a packet with a long header (RFC 9001 sections 5.3 and 5.4). */
final class PacketProtection {
    private static final int TAG_BYTES = 16;
    private static final int SAMPLE_BYTES = 16;
    private static final int MAX_PACKET_NUMBER_BYTES = 4;

    private PacketProtection() {}

    /** What a side's keys do. */
    interface Ciphers {
        /** The mask of the header that a sample of 16 bytes makes; 5 bytes or more. */
        byte[] mask(byte[] packet, int sample);

        /** The payload; null when the keys are others. */
        byte[] open(byte[] nonce, byte[] header, byte[] packet, int start);
    }

    /** A packet without its protection; the opener owns the payload. */
    record Opened(long packetNumber, byte[] payload) {}

    /**
     * The payload of a packet, or null when these are not its keys.
     *
     * @param packet from its first byte to its last; left as it is
     * @param headerLength bytes before the packet number
     * @param largest the largest packet number that came from this sender; -1 before the first
     */
    static Opened open(Ciphers ciphers, byte[] iv, byte[] packet, int headerLength, long largest) {
        int sample = headerLength + MAX_PACKET_NUMBER_BYTES;
        if (packet.length < sample + SAMPLE_BYTES) {
            return null;
        }
        byte[] pad = ciphers.mask(packet, sample);
        byte[] header = Arrays.copyOf(packet, sample);
        header[0] ^= (byte) (pad[0] & 0x0f);
        int numberBytes = (header[0] & 3) + 1;
        long truncated = 0;
        for (int i = 0; i < numberBytes; i++) {
            header[headerLength + i] ^= pad[1 + i];
            truncated = truncated << 8 | header[headerLength + i] & 0xff;
        }
        long number = packetNumber(truncated, numberBytes, largest);
        int start = headerLength + numberBytes;
        if (packet.length - start < TAG_BYTES) {
            return null;
        }
        byte[] nonce = Tls13Records.nonce(iv, number);
        byte[] payload = ciphers.open(nonce, Arrays.copyOf(header, start), packet, start);
        return payload == null ? null : new Opened(number, payload);
    }

    /** The number nearest to the one expected (RFC 9000 appendix A.3). */
    private static long packetNumber(long truncated, int bytes, long largest) {
        long expected = largest + 1;
        long window = 1L << 8 * bytes;
        long candidate = expected & -window | truncated;
        if (candidate <= expected - window / 2 && candidate < (1L << 62) - window) {
            return candidate + window;
        }
        return candidate > expected + window / 2 && candidate >= window
                ? candidate - window
                : candidate;
    }
}
