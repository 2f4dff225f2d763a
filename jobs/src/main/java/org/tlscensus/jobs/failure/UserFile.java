package org.tlscensus.jobs.failure;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Small text files of this machine that a user names. */
public final class UserFile {
    private static final int MAX_BYTES = 64 << 20;

    private UserFile() {}

    /**
     * The text of a file in UTF-8; bytes that are none become U+FFFD.
     *
     * @throws UserError when it cannot be read, or has more than 64 MiB
     */
    public static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return text(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new UserError("there is no " + file);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /**
     * The text of a stream in UTF-8, which stays open.
     *
     * @param name what messages call it
     * @throws UserError when it has more than 64 MiB
     */
    public static String text(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new UserError("cannot read " + name + ": it has more than 64 MiB");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The words for a file that a system fails to read. */
    public static UserError unreadable(String name, IOException failure) {
        String why = String.valueOf(failure.getMessage());
        return new UserError("cannot read " + name + ": " + why.lines().findFirst().orElse("?"));
    }
}
