package org.tlscensus.jobs;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.tlscensus.jobs.failure.UserError;

/**
 * A small valid file in many damaged forms. Whatever its reader does not take, it has to refuse in
 * a line that names the file: with no other exception, which would show as a stack trace.
 */
public final class DamagedFile {
    private static final int MUTANTS = 1000;
    private static final int MOST_CUTS = 500;
    private static final byte[] ODD = {0, '\n', ' ', '"', '|', '-', ':', (byte) 0x80, (byte) 0xff};

    private static final List<String> WHOLE =
            List.of(
                    "",
                    "\n",
                    "\ufeff",
                    "\0".repeat(4096),
                    "[".repeat(100_000),
                    "a".repeat(1 << 20),
                    "x".repeat(1 << 16) + "\n" + "y".repeat(1 << 16));

    private final Path file;
    private final byte[] valid;
    private final List<String> words;
    private final Reader reader;
    private int refused;

    /** What reads it. */
    public interface Reader {
        void read(Path file) throws Exception;
    }

    private DamagedFile(Path file, byte[] valid, List<String> words, Reader reader) {
        this.file = file;
        this.valid = valid;
        this.words = words;
        this.reader = reader;
    }

    /**
     * Tries all of them.
     *
     * @param file where they are written to; its name has to be in what the reader says
     * @param words that its readers may take for something
     */
    public static void check(Path file, byte[] valid, List<String> words, Reader reader)
            throws Exception {
        Files.write(file, valid);
        reader.read(file);
        DamagedFile damaged = new DamagedFile(file, valid, words, reader);
        damaged.missing();
        damaged.whole();
        damaged.cuts();
        damaged.mutants();
        assertTrue(damaged.refused > 0, "nothing was refused");
    }

    /** The same, of a reader that need not find the file, and may take whatever is in it. */
    public static void checkFound(Path file, byte[] valid, List<String> words, Reader reader)
            throws Exception {
        DamagedFile damaged = new DamagedFile(file, valid, words, reader);
        damaged.whole();
        damaged.cuts();
        damaged.mutants();
    }

    private void whole() throws IOException {
        for (String text : WHOLE) {
            tryBytes(text.getBytes(StandardCharsets.UTF_8));
        }
        tryBytes("sites: é".getBytes(StandardCharsets.UTF_16LE));
        tryBytes(HexFormat.of().parseHex("1f8b080000000000000003030000000000"));
        byte[] noise = new byte[5000];
        new Random(5).nextBytes(noise);
        tryBytes(noise);
    }

    private void missing() throws IOException {
        Files.delete(file);
        tryFile("there is none");
        Files.createDirectory(file);
        tryFile("it is a folder");
        Files.delete(file);
        Files.createSymbolicLink(file, file);
        tryFile("it is a link to itself");
        Files.delete(file);
    }

    private void cuts() throws IOException {
        int step = Math.max(1, valid.length / MOST_CUTS);
        for (int end = 0; end < valid.length; end += step) {
            tryBytes(Arrays.copyOf(valid, end));
        }
    }

    private void mutants() throws IOException {
        Random random = new Random(19);
        for (int i = 0; i < MUTANTS; i++) {
            byte[] bytes = valid;
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                bytes = mutant(bytes, random);
            }
            tryBytes(bytes);
        }
    }

    private byte[] mutant(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, at + 1 + random.nextInt(20));
        return switch (random.nextInt(5)) {
            case 0 -> spliced(bytes, at, new byte[] {ODD[random.nextInt(ODD.length)]}, at);
            case 1 ->
                    spliced(
                            bytes,
                            at,
                            new byte[] {(byte) random.nextInt(256)},
                            Math.min(bytes.length, at + 1));
            case 2 -> spliced(bytes, at, new byte[0], to);
            case 3 -> spliced(bytes, at, Arrays.copyOfRange(bytes, at, to), at);
            default -> inPlaceOfWord(bytes, at, words.get(random.nextInt(words.size())));
        };
    }

    /** A word goes to the place of that which stands there, or in front of it. */
    private static byte[] inPlaceOfWord(byte[] bytes, int at, String word) {
        int start = at;
        while (start > 0 && Character.isLetterOrDigit(bytes[start - 1])) {
            start--;
        }
        int end = start;
        while (end < bytes.length && Character.isLetterOrDigit(bytes[end])) {
            end++;
        }
        return spliced(bytes, start, word.getBytes(StandardCharsets.UTF_8), end);
    }

    private static byte[] spliced(byte[] bytes, int start, byte[] between, int end) {
        byte[] spliced = Arrays.copyOf(bytes, start + between.length + bytes.length - end);
        System.arraycopy(between, 0, spliced, start, between.length);
        System.arraycopy(bytes, end, spliced, start + between.length, bytes.length - end);
        return spliced;
    }

    private void tryBytes(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        tryFile(new String(bytes, 0, Math.min(bytes.length, 2000), StandardCharsets.ISO_8859_1));
    }

    private void tryFile(String content) {
        try {
            reader.read(file);
        } catch (UserError e) {
            refused++;
            String message = e.getMessage();
            assertTrue(message.contains(file.getFileName().toString()), message);
            assertTrue(message.length() < 2000, message);
            assertFalse(message.matches("(?s).*\\w(Exception|Error)\\b.*"), message);
        } catch (Throwable e) {
            fail("not refused as it should be: " + content, e);
        }
    }
}
