package org.tlscensus.jobs.privacy;

import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tlscensus.jobs.failure.UserError;

/**
 * The site's secret, which all that hides clients is made with. Its file has 64 hexadecimal digits
 * and nobody but its owner can read it. What it is used for has keys of their own, made of it.
 */
public final class PrivacyKey implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int BYTES = CryptoPan.KEY_BYTES;
    private static final int MAX_FILE_BYTES = 1024;
    private static final int CHECK_BYTES = 8;
    private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final byte[] secret;

    PrivacyKey(byte[] secret) {
        this.secret = secret.clone();
    }

    /**
     * The key in a file.
     *
     * @throws UserError when there is none, or others can read it
     */
    public static PrivacyKey read(Path file) {
        try {
            PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
            if (!attributes.isRegularFile() || attributes.size() > MAX_FILE_BYTES) {
                throw new UserError(file + " is no file of a key: census make-key makes one");
            }
            if (!OWNER.containsAll(attributes.permissions())) {
                throw new UserError(
                        "others can read or write the key in "
                                + file
                                + ": chmod 600 it, and think about whether it is still secret");
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            if (!DIGITS.matcher(text).matches()) {
                throw new UserError(
                        file
                                + " holds no key of 64 hexadecimal digits: census make-key makes"
                                + " one");
            }
            return new PrivacyKey(HexFormat.of().parseHex(text));
        } catch (NoSuchFileException e) {
            throw new UserError("there is no key " + file + ": census make-key makes one");
        } catch (IOException | UnsupportedOperationException e) {
            throw new UserError("cannot read the key in " + file + ": " + e);
        }
    }

    /**
     * Makes a file with a new key, which no other could read at any moment.
     *
     * @throws UserError when the file is there, or cannot be made
     */
    public static void make(Path file) {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        byte[] text = (HexFormat.of().formatHex(secret) + "\n").getBytes(StandardCharsets.US_ASCII);
        Set<OpenOption> isNew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel out =
                Files.newByteChannel(file, isNew, PosixFilePermissions.asFileAttribute(OWNER))) {
            out.write(ByteBuffer.wrap(text));
        } catch (FileAlreadyExistsException e) {
            throw new UserError(
                    file + " is there already: what was made with its key needs it, so it stays");
        } catch (NoSuchFileException e) {
            throw new UserError("there is no folder for " + file);
        } catch (IOException | UnsupportedOperationException e) {
            throw new UserError("cannot make " + file + ": " + e);
        }
    }

    CryptoPan addresses() {
        return new CryptoPan(secret);
    }

    /** HMAC-SHA-256 with a key for one use (RFC 2104). */
    public Mac mac(String use) {
        return mac(derived(use));
    }

    /** The key for one use, 32 bytes. */
    byte[] derived(String use) {
        return mac(secret).doFinal(("tls-census " + use).getBytes(StandardCharsets.US_ASCII));
    }

    /** What tells the key from others, and does not give it away. */
    public String check() {
        return HexFormat.of().formatHex(derived("check"), 0, CHECK_BYTES);
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
