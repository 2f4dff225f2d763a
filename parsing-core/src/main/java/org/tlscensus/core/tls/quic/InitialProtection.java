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
    private static final int BLOCK = 16;

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

    /** As {@link PacketProtection#open}. */
    PacketProtection.Opened open(Keys keys, byte[] packet, int headerLength, long largest) {
        return PacketProtection.open(new OfKeys(keys), keys.iv(), packet, headerLength, largest);
    }

    private final class OfKeys implements PacketProtection.Ciphers {
        private final Keys keys;

        OfKeys(Keys keys) {
            this.keys = keys;
        }

        @Override
        public byte[] mask(byte[] packet, int sample) {
            try {
                mask.init(Cipher.ENCRYPT_MODE, keys.headerKey());
                return mask.doFinal(packet, sample, BLOCK);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES with 16-byte keys", e);
            }
        }

        @Override
        public byte[] open(byte[] nonce, byte[] header, byte[] packet, int start) {
            try {
                GCMParameterSpec parameters = new GCMParameterSpec(8 * TAG_BYTES, nonce);
                aead.init(Cipher.DECRYPT_MODE, keys.key(), parameters);
                aead.updateAAD(header);
                return aead.doFinal(packet, start, packet.length - start);
            } catch (AEADBadTagException e) {
                return null;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES with 16-byte keys", e);
            }
        }
    }
}
