package org.tlscensus.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class CommandLineTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        --help                                     | 0
        --version                                  | 0
        describe                                   | 0
        describe captures                          | 0
        describe --markdown                        | 0
        describe --duckdb                          | 2
        describe --tables no/such/folder           | 2
        describe --tables s3://bucket/t            | 2
        describe --tables src                      | 0
        describe --tables src captures             | 2
        describe --duckdb --tables no/such/folder  | 2
        describe --markdown captures               | 2
        ingest --help                              | 0
        describe no_such_table                     | 2
        export                                     | 2
        export zeek --help                         | 0
        export zeek --tables t                     | 2
        export zeek --tables no/such --out o       | 2
        export zeek --tables t --out o --format xml | 2
        export notary --tables src --out o --key no/such | 2
        export notary --tables t --out o           | 2
        export notary-zone --tables t --out o      | 2
        export certificates --tables t --out o --format p12 | 2
        merge-notary --out o                       | 2
        merge-notary src --out o                   | 2
        no-such-command                            | 2
        ingest                                     | 2
        ingest --out t                             | 2
        ingest --out t --site s                    | 2
        ingest --out t --dataset d --site s x      | 2
        ingest --out t --dataset d x.pcap          | 2
        ingest --out t --site s x --append --overwrite | 2
        ingest --out t --site s x --split-size lots | 2
        ingest --out t --site s x --tcp-idle-timeout never | 2
        ingest --out t --no-such-option            | 2
        consensus --tables t                       | 2
        validate --help                            | 0
        verify                                     | 2
        verify --tables t                          | 2
        verify --tables src --truth src            | 2
        validate                                   | 2
        validate --tables t --policy lax           | 2
        validate --tables t more                   | 2
        sql                                        | 2
        sql --tables t --format xml q              | 2
        serve-sql --help                           | 0
        serve-sql                                  | 2
        serve-sql --tables t --port http           | 2
        serve-sql --tables t --no-token --token-file f | 2
        serve-sql --tables t --token-file ..       | 2
        """)
    void exitCodes(String line, int expected) {
        assertEquals(expected, CensusCommand.execute(line.split(" ", -1)));
    }

    @ParameterizedTest
    @CsvSource({"4096,4096", "64k,65536", "1m,1048576", "2GB,2147483648", "3 MiB,3145728"})
    void sizes(String text, long bytes) {
        assertEquals(bytes, new Quantities.Bytes().convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1x", "m", "999999999999g"})
    void noSizes(String text) {
        assertThrows(TypeConversionException.class, () -> new Quantities.Bytes().convert(text));
    }

    @ParameterizedTest
    @CsvSource({"900,PT15M", "15m,PT15M", "500ms,PT0.5S", "2h,PT2H", "1d,PT24H"})
    void times(String text, String duration) {
        assertEquals(Duration.parse(duration), new Quantities.Time().convert(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1s", "1y", "9999999999d"})
    void noTimes(String text) {
        assertThrows(TypeConversionException.class, () -> new Quantities.Time().convert(text));
    }
}
