package org.tlscensus.jobs.plan;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;

/** How paths of this machine, which are bytes, are written as text. */
final class LocalName {
    /** Before a path that text cannot say in this locale: then follows its address, escaped. */
    private static final String BYTES = "bytes:";

    private static final String FILE = "file:";

    private LocalName() {}

    /** Text by which {@link #path} finds the file again: Hadoop's, if that can be. */
    static String address(Path path) {
        String text = path.toString();
        return isPlain(text) || isText(path, text) ? FILE + text : BYTES + path.toUri();
    }

    /** Whether it is all ASCII, which no locale reads from other bytes. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(Path path, String text) {
        try {
            return Path.of(text).equals(path) && text.equals(readable(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Whether an address is of a file of this machine. */
    static boolean isLocal(String address) {
        return address.startsWith(BYTES) || address.startsWith(FILE + "/");
    }

    /** The file of an address. */
    static Path path(String address) {
        return address.startsWith(BYTES)
                ? Path.of(URI.create(address.substring(BYTES.length())))
                : Path.of(address.substring(FILE.length()).replaceFirst("^/+", "/"));
    }

    /**
     * The path for people: UTF-8 whatever the locale; bytes that are none are escaped: {@code
     * \xe9}.
     */
    static String readable(Path path) {
        String plain = path.toString();
        if (path.isAbsolute() && isPlain(plain)) {
            return plain;
        }
        ByteBuffer bytes = bytes(path);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        StringBuilder text = new StringBuilder();
        CharBuffer chars = CharBuffer.allocate(bytes.remaining() + 1);
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, true);
            text.append(chars.flip());
            chars.clear();
            if (!result.isError()) {
                return text.toString();
            }
            for (int i = 0; i < result.length(); i++) {
                text.append("\\x").append(HexFormat.of().toHexDigits(bytes.get()));
            }
            decoder.reset();
        }
    }

    /** The bytes of the path: its address has all but the plain ones escaped. */
    private static ByteBuffer bytes(Path path) {
        String escaped = path.toAbsolutePath().toUri().getRawPath();
        ByteBuffer bytes = ByteBuffer.allocate(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '%') {
                bytes.put((byte) Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.put((byte) c);
            }
        }
        return bytes.flip();
    }
}
