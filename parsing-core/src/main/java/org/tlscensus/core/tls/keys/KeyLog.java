package org.tlscensus.core.tls.keys;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * Secrets of connections by their client random, as browsers and libraries log them (NSS key log
 * format, draft-ietf-tls-keylogfile): a line is a label, the client random and a secret, both in
 * hexadecimal.
 *
 * <p>Made by one thread; may be read by many when it is whole.
 */
public final class KeyLog implements Serializable {
    private static final long serialVersionUID = 1L;

    /** A label, 32 bytes, a secret of 48 and two spaces take less than half of it. */
    private static final int LONGEST_LINE = 512;

    private static final int RANDOM_DIGITS = 64;
    private static final int LONGEST_SECRET = 64; // bytes; of the longest hash
    private static final int MOST_CONNECTIONS = 1 << 22; // some hundreds of bytes each
    private static final String OLD_QUIC_PREFIX = "QUIC_"; // of the same labels

    /** Without any secret. */
    public static final KeyLog EMPTY = new KeyLog();

    private final Map<String, TlsSecrets> byRandom = new HashMap<>();
    private long secrets;
    private long unusedLines;

    /** Whether there is no secret that can be used. */
    public boolean isEmpty() {
        return byRandom.isEmpty();
    }

    /** Secrets of all connections. */
    public long secrets() {
        return secrets;
    }

    /** Lines that are no comment and gave no secret: of another label, or not well-formed. */
    public long unusedLines() {
        return unusedLines;
    }

    /** The secrets of a connection; null when there are none. */
    public TlsSecrets find(byte[] clientRandom) {
        return byRandom.isEmpty() ? null : byRandom.get(HexFormat.of().formatHex(clientRandom));
    }

    /** Reads a key log to its end. Of a secret that is there already the earlier one stands. */
    public void read(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        byte[] line = new byte[LONGEST_LINE];
        int length = 0;
        int count = in.read(buffer);
        while (count >= 0) {
            for (int i = 0; i < count; i++) {
                if (buffer[i] == '\n') {
                    line(line, length);
                    length = 0;
                } else if (length < line.length) {
                    line[length++] = buffer[i]; // the end of a longer one is of no use
                }
            }
            count = in.read(buffer);
        }
        line(line, length);
    }

    private void line(byte[] bytes, int length) {
        String line = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).strip();
        if (!line.isEmpty() && line.charAt(0) != '#' && !entry(line.split("[ \t]+", 4))) {
            unusedLines++;
        }
    }

    private boolean entry(String[] words) {
        if (words.length != 3 || words[1].length() != RANDOM_DIGITS || !isHex(words[1])) {
            return false;
        }
        boolean isSecret =
                !words[2].isEmpty() && words[2].length() <= 2 * LONGEST_SECRET && isHex(words[2]);
        if (!isSecret) {
            return false;
        }
        String random = words[1].toLowerCase(Locale.ROOT);
        boolean isQuic = words[0].startsWith(OLD_QUIC_PREFIX);
        String label = isQuic ? words[0].substring(OLD_QUIC_PREFIX.length()) : words[0];
        TlsSecrets known = byRandom.getOrDefault(random, TlsSecrets.NONE);
        TlsSecrets more = known.with(label, HexFormat.of().parseHex(words[2]));
        boolean fits = byRandom.size() < MOST_CONNECTIONS || byRandom.containsKey(random);
        if (more == null || !fits) {
            return false;
        }
        if (!more.equals(known)) {
            secrets++;
            byRandom.put(random, more);
        }
        return true;
    }

    private static boolean isHex(String text) {
        return text.length() % 2 == 0 && text.chars().allMatch(HexFormat::isHexDigit);
    }
}
