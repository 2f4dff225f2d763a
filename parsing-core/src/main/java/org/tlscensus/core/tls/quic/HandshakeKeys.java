package org.tlscensus.core.tls.quic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.tlscensus.core.tls.keys.Aead;
import org.tlscensus.core.tls.keys.KeyDerivation;
import org.tlscensus.core.tls.keys.SuiteProtection;

/**
 * The keys of the Handshake packets of one side, from its traffic secret (RFC 9001 section 5.1).
 */
final class HandshakeKeys implements PacketProtection.Ciphers {
    private static final int IV_BYTES = 12;
    private static final int BLOCK = 16;

    private final byte[] iv;
    private final Aead aead;
    private final SecretKeySpec headerKey;
    private final boolean isChaCha;
    private long largestNumber = -1;

    /**
     * @param labels what the version's labels begin with
     */
    HandshakeKeys(SuiteProtection suite, byte[] secret, String labels) {
        byte[] key = KeyDerivation.expandLabel(suite, secret, labels + "key", suite.keyBytes());
        byte[] hp = KeyDerivation.expandLabel(suite, secret, labels + "hp", suite.keyBytes());
        iv = KeyDerivation.expandLabel(suite, secret, labels + "iv", IV_BYTES);
        aead = suite.aead(key);
        isChaCha = suite.mode() == SuiteProtection.Mode.CHACHA20;
        headerKey = new SecretKeySpec(hp, isChaCha ? "ChaCha20" : "AES");
    }

    /** The payload of a packet; null when these are not its keys. */
    byte[] open(byte[] packet, int headerLength) {
        PacketProtection.Opened opened =
                PacketProtection.open(this, iv, packet, headerLength, largestNumber);
        if (opened == null) {
            return null;
        }
        largestNumber = Math.max(largestNumber, opened.packetNumber());
        return opened.payload();
    }

    @Override
    public byte[] mask(byte[] packet, int sample) {
        try {
            if (isChaCha) { // RFC 9001 section 5.4.4
                int counter = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN).getInt(sample);
                byte[] nonce = Arrays.copyOfRange(packet, sample + 4, sample + BLOCK);
                Cipher stream = Cipher.getInstance("ChaCha20");
                ChaCha20ParameterSpec start = new ChaCha20ParameterSpec(nonce, counter);
                stream.init(Cipher.DECRYPT_MODE, headerKey, start);
                return stream.doFinal(new byte[5]);
            }
            Cipher block = Cipher.getInstance("AES/ECB/NoPadding");
            block.init(Cipher.ENCRYPT_MODE, headerKey);
            return block.doFinal(packet, sample, BLOCK);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has these, for keys of their lengths", e);
        }
    }

    @Override
    public byte[] open(byte[] nonce, byte[] header, byte[] packet, int start) {
        return aead.open(nonce, header, packet, start, packet.length - start);
    }
}
