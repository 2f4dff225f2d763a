package org.tlscensus.core.tls.quic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.tlscensus.core.wire.Side;

/**
 * The protection of Initial packets (RFC 9001 section 5): whoever knows the connection id that the
 * client chose can take it off. One per dialogue, since ciphers hold state.
 */
final class InitialProtection {
    private static final int TAG_BYTES = 16;
    private static final int SAMPLE_BYTES = 16;
    private static final int MAX_PACKET_NUMBER_BYTES = 4;

    private final Mac hmac;
    private final Cipher mask;
    private final Cipher aead;

    InitialProtection() {
        try {
            hmac = Mac.getInstance("HmacSHA256");
            mask = Cipher.getInstance("AES/ECB/NoPadding");
            aead = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has these", e);
        }
    }

    /** The keys of the packets that one side sends. */
    record Keys(SecretKeySpec key, byte[] iv, SecretKeySpec headerKey) {}

    /** A packet without its protection; the opener owns the payload. */
    record Opened(long packetNumber, byte[] payload) {}

    Keys derive(InitialSalt salt, byte[] connectionId, Side sender) {
        byte[] initial = hmac(salt.salt(), connectionId); // HKDF-Extract
        String role = sender == Side.CLIENT ? "client in" : "server in";
        byte[] secret = expand(initial, role, 32);
        return new Keys(
                new SecretKeySpec(expand(secret, salt.labels() + "key", 16), "AES"),
                expand(secret, salt.labels() + "iv", 12),
                new SecretKeySpec(expand(secret, salt.labels() + "hp", 16), "AES"));
    }

    /** HKDF-Expand-Label with no context (RFC 8446 section 7.1); at most one block of the hash. */
    private byte[] expand(byte[] secret, String label, int length) {
        byte[] full = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer info = ByteBuffer.allocate(full.length + 5);
        info.putShort((short) length).put((byte) full.length).put(full);
        info.put((byte) 0).put((byte) 1); // empty context; first block
        return Arrays.copyOf(hmac(secret, info.array()), length);
    }

    private byte[] hmac(byte[] key, byte[] data) {
        try {
            hmac.init(new SecretKeySpec(key, "HmacSHA256"));
            return hmac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key is wrong for HMAC", e);
        }
    }

    /**
     * The payload of a packet, or null when these are not its keys.
     *
     * @param packet from its first byte to its last; left as it is
     * @param headerLength bytes before the packet number
     * @param largest the largest packet number that came from this sender; -1 before the first
     */
    Opened open(Keys keys, byte[] packet, int headerLength, long largest) {
        int sample = headerLength + MAX_PACKET_NUMBER_BYTES;
        if (packet.length < sample + SAMPLE_BYTES) {
            return null;
        }
        try {
            mask.init(Cipher.ENCRYPT_MODE, keys.headerKey());
            byte[] pad = mask.doFinal(packet, sample, SAMPLE_BYTES);
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
            return openPayload(keys, number, header, packet, start);
        } catch (AEADBadTagException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES with 16-byte keys", e);
        }
    }

    private Opened openPayload(Keys keys, long number, byte[] header, byte[] packet, int start)
            throws GeneralSecurityException {
        if (packet.length - start < TAG_BYTES) {
            return null;
        }
        byte[] nonce = keys.iv().clone();
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[nonce.length - 1 - i] ^= (byte) (number >>> 8 * i);
        }
        GCMParameterSpec parameters = new GCMParameterSpec(8 * TAG_BYTES, nonce);
        aead.init(Cipher.DECRYPT_MODE, keys.key(), parameters);
        aead.updateAAD(header, 0, start);
        return new Opened(number, aead.doFinal(packet, start, packet.length - start));
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
