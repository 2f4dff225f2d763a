package org.tlscensus.jobs.export;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import javax.crypto.Mac;
import org.tlscensus.jobs.privacy.PrivacyKey;

/**
 * Hashes with the contributor's secret, without which nobody tells who stands behind one: addresses
 * are few enough to try them all. Hashes of different things do not compare. For one thread.
 */
final class NotaryKey {
    private final Mac mac;

    private NotaryKey(Mac mac) {
        this.mac = mac;
    }

    /**
     * Of the key in a file.
     *
     * @throws org.tlscensus.jobs.failure.UserError when there is none, or others can read it
     */
    static NotaryKey read(Path file) {
        return new NotaryKey(PrivacyKey.read(file).mac("notary"));
    }

    /** HMAC-SHA-256 (RFC 2104) of texts, in hex; null where one of them is null. */
    String hash(String of, String... texts) {
        mac.reset();
        mac.update(of.getBytes(StandardCharsets.UTF_8));
        for (String text : texts) {
            if (text == null) {
                return null;
            }
            mac.update((byte) 0);
            mac.update(text.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(mac.doFinal());
    }
}
