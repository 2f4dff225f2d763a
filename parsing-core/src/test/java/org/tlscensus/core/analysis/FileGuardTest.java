package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.capture.ByteSource;
import org.tlscensus.core.capture.BytesSource;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.LookupPart;

/** A file that cannot be read, or that meets a bug of ours, is told and ends no other. */
class FileGuardTest {
    private static final Path CAPTURE = Path.of("../datasets/ocsp/ocsp.pcap");

    /** How a file fails. */
    private enum Failure {
        IO {
            @Override
            void fail() throws IOException {
                throw new IOException("stale file handle");
            }
        },
        BUG {
            @Override
            void fail() {
                throw new IndexOutOfBoundsException("7");
            }
        },
        ENDLESS {
            @Override
            void fail() {
                throw new StackOverflowError();
            }
        },
        SHORTER {
            @Override
            void fail() {}
        };

        abstract void fail() throws IOException;
    }

    /** Larger than what is read at once, so that it fails while its packets are read. */
    private record Failing(ByteSource sound, long from, Failure failure) implements ByteSource {
        @Override
        public String name() {
            return sound.name();
        }

        @Override
        public long length() {
            return sound.length();
        }

        @Override
        public int read(long position, byte[] buffer, int offset, int count) throws IOException {
            if (position >= from) {
                failure.fail();
                return -1;
            }
            int wanted = (int) Math.min(count, from - position);
            return sound.read(position, buffer, offset, wanted);
        }

        @Override
        public void close() throws IOException {
            sound.close();
        }
    }

    private record Archive(List<ByteSource> files, boolean isLastTry) implements Captures {
        @Override
        public int count() {
            return files.size();
        }

        @Override
        public String name(int index) {
            return files.get(index).name();
        }

        @Override
        public ByteSource open(int index) {
            return files.get(index);
        }
    }

    /** Keeps accounts, and throws where told. */
    private static class Sink implements RowSink {
        final Map<String, CapturePart> accounts = new TreeMap<>();
        int connections;

        @Override
        public void connection(ConnectionPart part) {
            connections++;
        }

        @Override
        public void lookup(LookupPart lookup) {}

        @Override
        public void certificate(CertificateSighting certificate) {}

        @Override
        public void capture(CapturePart part) {
            accounts.put(part.capture(), part);
        }
    }

    private static byte[] capture() throws IOException {
        byte[] once = Files.readAllBytes(CAPTURE);
        int header = 24;
        int times = (3 << 20) / once.length + 1;
        byte[] many = new byte[header + times * (once.length - header)];
        System.arraycopy(once, 0, many, 0, header);
        for (int i = 0; i < times; i++) {
            int at = header + i * (once.length - header);
            System.arraycopy(once, header, many, at, once.length - header);
        }
        return many;
    }

    private static Sink run(List<ByteSource> files, boolean isLastTry, Sink sink)
            throws IOException {
        CaptureSplit all = new CaptureSplit(0, 0, files.size(), 0, Long.MAX_VALUE, null);
        Captures captures = new Archive(files, isLastTry);
        try (SplitReader run = new SplitReader(all, captures, AnalysisOptions.DEFAULTS, sink)) {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = run.step();
            }
        }
        return sink;
    }

    private static long packets(CapturePart part) {
        return part.packetsByReason().values().stream().mapToLong(Long::longValue).sum();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    IO      | 2000000 | cannot be read: stale file handle         | 0
                    IO      | 0       | cannot be read: stale file handle         | 0
                    BUG     | 2000000 | failed by a bug of tls-census: java.lang.IndexOutOfBoundsException at org.tlscensus.core | 1
                    BUG     | 0       | failed by a bug of tls-census: java.lang.IndexOutOfBoundsException at org.tlscensus.core | 1
                    ENDLESS | 2000000 | failed by a bug of tls-census: java.lang.StackOverflowError at org.tlscensus.core | 1
                    SHORTER | 2000000 | the file became shorter before it was read | 0
                    """)
    void aFileThatFailsIsToldAndEndsNoOther(Failure failure, long from, String told, long bugs)
            throws IOException {
        byte[] bytes = capture();
        BytesSource sound = new BytesSource("sound", bytes);
        ByteSource failing = new Failing(new BytesSource("failing", bytes), from, failure);
        Sink sink = run(List.of(failing, sound), true, new Sink());
        CapturePart whole = sink.accounts.get("sound");
        CapturePart part = sink.accounts.get("failing");
        assertEquals(List.of(), whole.damages());
        assertTrue(part.damages().get(0).description().startsWith(told), part.damages() + "");
        assertTrue(part.damages().get(0).offset() <= from);
        assertEquals(bugs, part.anomalies().getOrDefault("failed", 0L));
        assertTrue(packets(part) < packets(whole));
        assertTrue(from == 0 || packets(part) > packets(whole) / 2); // those before
    }

    @Test
    void anotherTryIsLeftToWhoeverCanMakeIt() throws IOException {
        byte[] bytes = capture();
        ByteSource failing = new Failing(new BytesSource("failing", bytes), 2_000_000, Failure.IO);
        assertThrows(IOException.class, () -> run(List.of(failing), false, new Sink()));
    }

    @Test
    void aConnectionThatMeetsABugIsLostAlone() throws IOException {
        byte[] bytes = Files.readAllBytes(CAPTURE);
        List<ByteSource> files = new ArrayList<>(List.of(new BytesSource("one", bytes)));
        Sink sound = run(files, true, new Sink());
        Sink broken =
                run(
                        files,
                        true,
                        new Sink() {
                            @Override
                            public void connection(ConnectionPart part) {
                                connections++;
                                if (connections % 2 == 0) {
                                    throw new IllegalStateException("a bug");
                                }
                            }
                        });
        assertTrue(sound.connections > 3);
        assertEquals(sound.connections, broken.connections);
        CapturePart part = broken.accounts.get("one");
        assertEquals(sound.connections / 2, part.anomalies().get("failed"));
        assertEquals(
                sound.accounts.get("one").packetsByReason(), part.packetsByReason(), "all counted");
    }

    @Test
    void aPacketThatMeetsABugIsCounted() throws IOException {
        byte[] bytes = Files.readAllBytes(CAPTURE);
        List<ByteSource> files = List.of(new BytesSource("one", bytes));
        Sink sound = run(files, true, new Sink());
        Sink broken =
                run(
                        files,
                        true,
                        new Sink() {
                            @Override
                            public void certificate(CertificateSighting certificate) {
                                throw new IllegalStateException("a bug");
                            }
                        });
        CapturePart part = broken.accounts.get("one");
        assertTrue(part.packetsByReason().get("failed") > 0, part.toString());
        assertEquals(packets(sound.accounts.get("one")), packets(part));
    }
}
