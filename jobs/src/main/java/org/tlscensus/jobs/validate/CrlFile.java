package org.tlscensus.jobs.validate;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.x509.RevocationList;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.failure.UserFile;
import org.tlscensus.jobs.plan.CapturePaths;

/** A file of revocation lists that a user names: one in DER, or any number in PEM. */
final class CrlFile {
    /** The largest lists that public CAs publish have some 40 MB. */
    private static final int MAX_BYTES = 128 << 20;

    private static final String BEGIN = "-----BEGIN X509 CRL-----";
    private static final String END = "-----END X509 CRL-----";

    private CrlFile() {}

    /**
     * The files of places, each a file or a folder of nothing but such files.
     *
     * @throws UserError when there is none
     */
    static List<Path> find(List<String> places, Configuration hadoop) {
        List<Path> found = new ArrayList<>();
        for (String place : places) {
            try {
                Path path = CapturePaths.path(place, hadoop);
                FileSystem files = path.getFileSystem(hadoop);
                if (!files.getFileStatus(path).isDirectory()) {
                    found.add(path);
                    continue;
                }
                List<Path> inside =
                        Stream.of(files.listStatus(path))
                                .filter(FileStatus::isFile)
                                .map(FileStatus::getPath)
                                .filter(file -> !file.getName().startsWith("."))
                                .sorted()
                                .toList();
                if (inside.isEmpty()) {
                    throw new UserError("the folder " + place + " has no revocation lists");
                }
                found.addAll(inside);
            } catch (FileNotFoundException e) {
                throw new UserError(
                        "there is no " + place + ": give a revocation list, or a folder of them");
            } catch (IOException e) {
                throw UserFile.unreadable(place, e);
            }
        }
        return found;
    }

    /**
     * The lists of a file, in DER; all of them parse.
     *
     * @throws UserError when it cannot be read, or holds something else
     */
    static List<byte[]> read(Path file, Configuration hadoop) {
        byte[] bytes;
        try (InputStream in = CapturePaths.open(file, hadoop)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw UserFile.unreadable(file.toString(), e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new UserError("cannot read " + file + ": it has more than 128 MiB");
        }
        List<byte[]> lists = isPem(bytes) ? ofPem(file, bytes) : List.of(bytes);
        for (byte[] list : lists) {
            try {
                RevocationList.parse(list).entries(entry -> {});
            } catch (ParseException e) {
                throw bad(file, e.getMessage());
            }
        }
        return lists;
    }

    private static boolean isPem(byte[] bytes) {
        byte[] begin = BEGIN.getBytes(StandardCharsets.US_ASCII);
        int last = Math.min(bytes.length, 1 << 16) - begin.length; // text may stand before it
        for (int at = 0; at <= last; at++) {
            if (Arrays.equals(bytes, at, at + begin.length, begin, 0, begin.length)) {
                return true;
            }
        }
        return false;
    }

    private static List<byte[]> ofPem(Path file, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<byte[]> lists = new ArrayList<>();
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int end = text.indexOf(END, begin);
            if (end < 0) {
                throw bad(file, "the last one has no end");
            }
            try {
                String body = text.substring(begin + BEGIN.length(), end);
                lists.add(Base64.getMimeDecoder().decode(body));
            } catch (IllegalArgumentException e) {
                throw bad(file, "it is no base64");
            }
            begin = text.indexOf(BEGIN, end);
        }
        return lists;
    }

    private static UserError bad(Path file, String why) {
        return new UserError(file + " is no revocation list in DER or PEM: " + why);
    }
}
