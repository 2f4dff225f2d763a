package org.tlscensus.jobs.peek;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.analysis.AnalysisOptions;
import org.tlscensus.core.read.CaptureFiles;

class PeekTest {
    private static final Path CAPTURE =
            Path.of("..", "datasets", "demo", "campus", "campus-01.pcap");

    @Test
    void tellsHandshakesLineByLine() throws IOException {
        List<String> lines = peek(Peek.Format.TSV).lines().toList();
        assertEquals(
                "time transport client_address client_port server_address server_port protocol"
                        + " version cipher_suite server_name alpn alpn_selected ja4 subject",
                lines.get(0).replace('\t', ' '));
        assertEquals(
                "2026-11-24T14:00:13.420718Z|tcp|10.20.0.5|42004|192.0.2.20|443||tls1.2"
                        + "|TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384|c04.demo.test|h2,http/1.1|h2"
                        + "|t13d3112h2_e8f1e7e78f70_b26ce05bbdd6|CN=rsa.demo.test,O=Demo Company",
                lines.get(4).replace('\t', '|'));
    }

    @Test
    void tellsTheSameAsJson() throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        List<String> lines = peek(Peek.Format.JSON).lines().toList();
        var handshake = json.readTree(lines.get(3));
        assertEquals("c04.demo.test", handshake.get("server_name").asText());
        assertEquals("http/1.1", handshake.get("alpn").get(1).asText());
        assertEquals(42_004, handshake.get("client_port").asInt());
        assertTrue(handshake.get("protocol").isNull());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    plain        | c01.demo.test | c01.demo.test     | "c01.demo.test"
                    tab and line | a\\tb\\n       | a\\u0009b\\u000a    | "a\\u0009b\\u000a"
                    terminal     | \\33[31m      | \\u001b[31m        | "\\u001b[31m"
                    quote        | a"b           | a"b               | "a\\"b"
                    """)
    void stringsAreSafeToLookAt(String name, String escaped, String cell, String json) {
        String value = escaped.translateEscapes();
        assertEquals(cell, VisibleCell.of(value));
        JsonLine line = new JsonLine();
        line.add("n", value);
        assertEquals("{\"n\":" + json + "}", line.toString());
    }

    @Test
    void endsQuietlyWhenNobodyReads() throws IOException {
        OutputStream closed =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                };
        assertEquals(List.of(), run(Peek.Format.TSV, closed));
    }

    private static String peek(Peek.Format format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertFalse(run(format, out).isEmpty());
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<?> run(Peek.Format format, OutputStream out) throws IOException {
        CaptureFiles captures = CaptureFiles.of(List.of(CAPTURE));
        return new Peek(captures, AnalysisOptions.DEFAULTS, format).run(out);
    }
}
