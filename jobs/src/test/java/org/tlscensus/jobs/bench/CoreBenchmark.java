package org.tlscensus.jobs.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.analysis.CaptureSplit;
import org.tlscensus.core.analysis.OneFile;
import org.tlscensus.core.analysis.RowSink;
import org.tlscensus.core.analysis.SplitReader;
import org.tlscensus.core.row.CapturePart;
import org.tlscensus.core.row.CertificateSighting;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.LookupPart;

/** The core alone over one capture file, on one thread: the time of a whole file. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 7)
@Fork(1)
public class CoreBenchmark {
    /** The capture files, separated by commas on JMH's command line: {@code -p file=a,b}. */
    @Param({""})
    public String file;

    /** Reads the file and makes its pieces of connections; returns what was handed out. */
    @Benchmark
    public long readsAFile() throws IOException {
        Counting sink = new Counting();
        CaptureSplit split = new CaptureSplit(0, 0, 0, Long.MAX_VALUE, null);
        try (SplitReader run =
                new SplitReader(
                        split, new OneFile(Path.of(file)), AnalysisOptions.DEFAULTS, sink)) {
            while (run.step()) {
                // the rows go to the sink
            }
        }
        return sink.rows;
    }

    private static final class Counting implements RowSink {
        private long rows;

        @Override
        public void connection(ConnectionPart part) {
            rows++;
        }

        @Override
        public void certificate(CertificateSighting certificate) {
            rows++;
        }

        @Override
        public void lookup(LookupPart lookup) {
            rows++;
        }

        @Override
        public void capture(CapturePart part) {
            rows++;
        }
    }
}
