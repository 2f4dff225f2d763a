package org.tlscensus.jobs.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import org.tlscensus.jobs.failure.UserError;

/**
 * The secret that a client has to show, and the file that it is read from. Nobody but the file's
 * owner can read that, at no moment: it is made with its mode, not given it afterwards.
 *
 * @param secret of letters that need no quoting in an address
 */
public record Token(Path file, String secret) {
    private static final int RANDOM_BYTES = 32;

    /** Fewer could be tried out; more than a file of a token has is some other file. */
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9._~-]{16,512}");

    private static final int MAX_FILE_BYTES = 1024;

    private static final Set<PosixFilePermission> OWNER =
            Set.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);
    private static final FileAttribute<?> FILE_MODE = mode("rw-------");
    private static final FileAttribute<?> FOLDER_MODE = mode("rwx------");

    private static FileAttribute<?> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    /**
     * A new one, in a file that replaces the one of an earlier server.
     *
     * @param folder that is there, and becomes its owner's alone
     * @throws UserError when there cannot be such a file
     */
    public static Token renewed(Path folder, String name) {
        try {
            requireOwn(folder);
            Files.setPosixFilePermissions(folder, OWNER);
            Path file = folder.resolve(name);
            String secret = random();
            Path prepared = Files.createTempFile(folder, name, ".new", FILE_MODE);
            Files.writeString(prepared, secret);
            Files.move(prepared, file, StandardCopyOption.ATOMIC_MOVE);
            return new Token(file, secret);
        } catch (IOException | UnsupportedOperationException e) {
            throw unusable("make a token in", folder, e);
        }
    }

    /**
     * The one in a file, which is made when it is not there.
     *
     * @throws UserError when others can read the file, or it holds no token
     */
    public static Token in(Path file) {
        try {
            return new Token(file, existing(file));
        } catch (NoSuchFileException e) {
            return created(file);
        } catch (IOException | UnsupportedOperationException e) {
            throw unusable("read the token in", file, e);
        }
    }

    private static String existing(Path file) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
        if (!attributes.isRegularFile() || attributes.size() > MAX_FILE_BYTES) {
            throw new UserError(file + " is no file of a token");
        }
        requireOwn(file);
        if (!OWNER.containsAll(attributes.permissions())) {
            throw new UserError(
                    "others can read or write the token in "
                            + file
                            + ": chmod 600 it, and write a new one into it");
        }
        String secret = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (!SECRET.matcher(secret).matches()) {
            throw new UserError(
                    file
                            + " holds no token: 16 to 512 of A-Z a-z 0-9 - . _ ~ (without the file,"
                            + " one is made)");
        }
        return secret;
    }

    private static Token created(Path file) {
        Set<OpenOption> isNew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        String secret = random();
        try {
            Path folder = file.toAbsolutePath().getParent();
            Files.createDirectories(folder, FOLDER_MODE);
            try (SeekableByteChannel out = Files.newByteChannel(file, isNew, FILE_MODE)) {
                out.write(ByteBuffer.wrap(secret.getBytes(StandardCharsets.US_ASCII)));
            }
            return new Token(file, secret);
        } catch (FileAlreadyExistsException e) {
            throw new UserError(file + " is a link that leads nowhere, or was made this moment");
        } catch (IOException | UnsupportedOperationException e) {
            throw unusable("make a token in", file, e);
        }
    }

    /** What belongs to another, he can change and read at any time. */
    private static void requireOwn(Path path) throws IOException {
        Path own = Files.createTempFile("tls-census", null, FILE_MODE);
        try {
            if (!Files.getOwner(path).equals(Files.getOwner(own))) {
                throw new UserError(path + " belongs to another user");
            }
        } finally {
            Files.delete(own);
        }
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static UserError unusable(String action, Path path, Exception e) {
        return new UserError("cannot " + action + " " + path + ": " + e);
    }
}
