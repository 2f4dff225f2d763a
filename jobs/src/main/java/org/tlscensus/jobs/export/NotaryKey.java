package org.tlscensus.jobs.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tlscensus.jobs.failure.UserError;

/**
 * The contributor's secret, without which nobody tells who stands behind a hash: addresses are few
 * enough to try them all. Hashes of different things do not compare. For one thread.
 */
final class NotaryKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAX_FILE_BYTES = 1024;
    private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{64}"); // 32 bytes
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);

    private final Mac mac;

    private NotaryKey(byte[] secret) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    /**
     * Reads a key.
     *
     * @throws UserError when there is none, or others can read it
     */
    static NotaryKey read(Path file) {
        try {
            PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
            if (!attributes.isRegularFile() || attributes.size() > MAX_FILE_BYTES) {
                throw noKey(file);
            }
            if (!OWNERS.containsAll(attributes.permissions())) {
                throw new UserError(
                        "others can read the key " + file + ": make it yours alone (chmod 600)");
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (!DIGITS.matcher(text).matches()) {
                throw noKey(file);
            }
            return new NotaryKey(HexFormat.of().parseHex(text));
        } catch (NoSuchFileException e) {
            throw new UserError("there is no key " + file + ": make one with census make-key");
        } catch (IOException | UnsupportedOperationException e) {
            throw new UserError("cannot read the key " + file + ": " + e);
        }
    }

    private static UserError noKey(Path file) {
        return new UserError(
                file + " holds no key of 64 hexadecimal digits: make one with census make-key");
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
