package org.tlscensus.jobs.ingest;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.tlscensus.core.wire.AddressText;
import org.tlscensus.jobs.parquet.TableFileReader;
import org.tlscensus.jobs.schema.Table;

/**
 * Searches files for addresses: as text, as the bytes of a flow key, and in what is not compressed
 * also as the four bytes of IPv4, which compressed bytes may be by chance.
 */
final class FoundAddresses {
    private record Sought(String address, byte[] text, byte[] inKey, byte[] bytes) {}

    private final List<Sought> sought = new ArrayList<>();
    private final List<String> found = new ArrayList<>();
    private int files;

    FoundAddresses(Collection<String> addresses) {
        for (String address : addresses) {
            byte[] bytes = AddressText.parse(address);
            byte[] inKey = bytes;
            if (bytes.length == 4) {
                inKey = new byte[16];
                Arrays.fill(inKey, 10, 12, (byte) 0xff);
                System.arraycopy(bytes, 0, inKey, 12, 4);
            }
            sought.add(
                    new Sought(address, address.getBytes(StandardCharsets.US_ASCII), inKey, bytes));
        }
    }

    /** Where an address was found, and how. */
    List<String> found() {
        return found;
    }

    /** Files that were searched. */
    int files() {
        return files;
    }

    /** Searches all files below a folder, and what they are when they are read. */
    FoundAddresses in(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                search(file);
            }
        }
        return this;
    }

    /** Searches what was printed. */
    FoundAddresses in(String name, byte[] printed) {
        search(name, printed, true);
        return this;
    }

    private void search(Path file) throws IOException {
        files++;
        byte[] stored = Files.readAllBytes(file);
        search(file.toString(), stored, false);
        if (isZstd(stored)) {
            try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(stored))) {
                search(file + ", decompressed", in.readAllBytes(), true);
            }
        } else if (file.toString().endsWith(".parquet")) {
            search(file + ", rows", rows(file), true);
        }
    }

    private static boolean isZstd(byte[] bytes) {
        return bytes.length > 4
                && bytes[0] == 0x28
                && bytes[1] == (byte) 0xb5
                && bytes[2] == 0x2f
                && bytes[3] == (byte) 0xfd;
    }

    private static byte[] rows(Path file) {
        String path = file.toString();
        Table table =
                Stream.of(Table.values())
                        .filter(each -> path.contains("/" + each.tableName() + "/"))
                        .findFirst()
                        .orElseThrow();
        StringBuilder text = new StringBuilder();
        Configuration hadoop = new Configuration();
        try (TableFileReader rows =
                TableFileReader.open(table, new org.apache.hadoop.fs.Path(file.toUri()), hadoop)) {
            rows.forEachRemaining(row -> text.append(Arrays.toString(row)).append('\n'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void search(String name, byte[] bytes, boolean isDecoded) {
        for (Sought each : sought) {
            if (hasText(bytes, each.text)) {
                found.add(each.address + " as text in " + name);
            }
            if (indexOf(bytes, each.inKey, 0) >= 0) {
                found.add(each.address + " as in a flow key in " + name);
            }
            if (isDecoded && indexOf(bytes, each.bytes, 0) >= 0) {
                found.add(each.address + " as bytes in " + name);
            }
        }
    }

    /** Another address may begin or end like the one that is sought. */
    private static boolean hasText(byte[] bytes, byte[] text) {
        for (int at = indexOf(bytes, text, 0); at >= 0; at = indexOf(bytes, text, at + 1)) {
            int end = at + text.length;
            boolean isLonger = isDigit(bytes, at - 1) || isDigit(bytes, end);
            if (!isLonger) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(byte[] bytes, int at) {
        return at >= 0 && at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9';
    }

    private static int indexOf(byte[] bytes, byte[] part, int from) {
        for (int at = from; at <= bytes.length - part.length; at++) {
            int same = 0;
            while (same < part.length && bytes[at + same] == part[same]) {
                same++;
            }
            if (same == part.length) {
                return at;
            }
        }
        return -1;
    }
}
