package org.tlscensus.core.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages in segments. In the tables {@code ^} is CRLF, {@code |} begins a segment, {@code #} is
 * the OCSP response try_later, {@code %} a revocation list with two entries, {@code ?} the shortest
 * OCSP request, {@code @} a gap, {@code $} the end of the stream.
 */
class MessageRunTest {
    private static final byte[] RESPONSE = HexFormat.of().parseHex("30030a0103");
    private static final byte[] LIST =
            HexFormat.of().parseHex("3015300f0201013000300017003004300030003000" + "0300");
    private static final byte[] REQUEST = HexFormat.of().parseHex("30053003300100");

    private static final String LIST_TYPE = "Content-Type: application/pkix-crl^";
    private static final String OCSP = "Content-Type: application/ocsp-response^";

    /** A proxy's, of version 2, in three segments. */
    private static final String BINARY_HEADER = "^^\0^QU|IT\n!\u0011\0|\fabcdabcdpqrs";

    private final List<HttpMessage> found = new ArrayList<>();
    private MessageRun run = new MessageRun(HttpLimits.DEFAULTS, found::add);

    private void play(String script) {
        long time = 1;
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        for (char c : (script + "|").toCharArray()) {
            switch (c) {
                case '^' -> segment.writeBytes(new byte[] {'\r', '\n'});
                case '#' -> segment.writeBytes(RESPONSE);
                case '%' -> segment.writeBytes(LIST);
                case '?' -> segment.writeBytes(REQUEST);
                case '|', '@', '$' -> {
                    if (segment.size() > 0) {
                        run.bytes(time++, segment.toByteArray(), 0, segment.size());
                        segment.reset();
                    }
                    if (c == '@') {
                        run.gap();
                    } else if (c == '$') {
                        run.endOfStream();
                    }
                }
                default -> segment.write(c);
            }
        }
    }

    private static String told(HttpMessage message) {
        HttpHeader header = message.header();
        return (header.isRequest() ? header.method() : header.status())
                + (message.content() == null ? "" : " " + message.content().length)
                + (message.list() == null
                        ? ""
                        : " " + message.bodyBytes() + " list " + message.list().entries())
                + (message.error() == null ? "" : " " + message.error())
                + " "
                + message.firstNanos()
                + "-"
                + (message.lastNanos() == null ? "" : message.lastNanos());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            textBlock =
                    """
        one segment                ; HTTP/1.1 200 OK^{O}Content-Length: 5^^#                          ; 200 5 1-1
        body in the next           ; HTTP/1.1 200 OK^{O}Content-Length: 5^^|#                         ; 200 5 1-2
        header cut anywhere        ; H|TTP/1.1 200 O|K^{O}Content-Length: 5^|^#                       ; 200 5 1-4
        bare line feeds            ; "HTTP/1.1 200 OK\nContent-Type: application/ocsp-response\nContent-Length: 5\n\n#" ; 200 5 1-1
        empty line before          ; ^HTTP/1.1 200 OK^{O}Content-Length: 5^^#                         ; 200 5 1-1
        pipelined                  ; HTTP/1.1 200 OK^{O}Content-Length: 5^^#HTTP/1.1 404 No^Content-Length: 2^^xxHTTP/1.0 200 OK^{O}Content-Length: 5^^# ; 200 5 1-1, 404 1-1, 200 5 1-1
        pipelined over segments    ; HTTP/1.1 200 OK^{O}Content-Length: 5^^#HT|TP/1.1 200 OK^{O}Content-Length: 5^^# ; 200 5 1-1, 200 5 1-2
        next segment is not its    ; HTTP/1.1 200 OK^{O}Content-Length: 5^^#|HTTP/1.1 404 No^Content-Length: 2^^xx ; 200 5 1-1
        chunked                    ; HTTP/1.1 200 OK^{O}Transfer-Encoding: chunked^^5^#^0^^           ; 200 5 1-1
        chunked, trailer           ; HTTP/1.1 200 OK^{O}Transfer-Encoding: chunked^^05 x=y^#^0^A: b^^ ; 200 5 1-1
        chunked, cut               ; HTTP/1.1 200 OK^{O}Transfer-Encoding: chunked^^|5|^#|^0^|^       ; 200 5 1-5
        bad chunk                  ; HTTP/1.1 200 OK^{O}Transfer-Encoding: chunked^^zz^#              ; 200 0 chunk: BAD_VALUE at byte 0 1-
        no length, ends with DER   ; HTTP/1.0 200 OK^{O}^#                                            ; 200 5 1-1
        no length, more follows    ; HTTP/1.0 200 OK^{O}^#HTTP/1.1 404 No^Content-Length: 0^^         ; 200 5 1-1, 404 1-1
        no length, no DER          ; HTTP/1.0 200 OK^{O}^busy$                                        ; 200 4 1-1
        no length, cut             ; HTTP/1.0 200 OK^{O}^bu@                                          ; 200 2 body: TRUNCATED at byte 2 1-
        gap in a body              ; HTTP/1.1 200 OK^{O}Content-Length: 9^^#@                         ; 200 5 body: TRUNCATED at byte 5 1-
        gap in a header            ; HTTP/1.1 200 OK^{O}@                                             ;
        length that is no number   ; HTTP/1.1 200 OK^{O}Content-Length: many^^#                       ; 200 5 1-1
        length too large           ; HTTP/1.1 200 OK^{O}Content-Length: 300000^^#@                    ; 200 5 body: TRUNCATED at byte 5 1-
        by content alone           ; HTTP/1.1 200 OK^Content-Length: 5^^#                             ; 200 5 1-1
        not by content             ; HTTP/1.1 200 OK^Content-Length: 5^^hello                         ; 200 1-1
        long body is not followed  ; HTTP/1.1 200 OK^Content-Length: 999999999^^|xxxx                 ; 200 1-
        body to the end is not     ; HTTP/1.1 200 OK^^|hello worlds                                   ; 200 1-
        interim response           ; HTTP/1.1 100 Continue^^HTTP/1.1 200 OK^{O}Content-Length: 5^^#   ; 100 1-1, 200 5 1-1
        not modified has no body   ; HTTP/1.1 304 Not Modified^Content-Length: 5^^                    ; 304 1-1
        get                        ; GET /x HTTP/1.1^Host: a^^                                        ; GET 1-1
        two gets                   ; GET /x HTTP/1.1^Host: a^^GET /y HTTP/1.0^^                       ; GET 1-1, GET 1-1
        post                       ; POST / HTTP/1.1^Content-Type: application/ocsp-request^Content-Length: 7^^? ; POST 7 1-1
        post by content alone      ; POST / HTTP/1.1^Content-Length: 7^^?                             ; POST 7 1-1
        post without a length      ; POST / HTTP/1.1^Content-Type: application/ocsp-request^^?        ; POST 7 1-1
        post of something else     ; POST / HTTP/1.1^Content-Length: 7^^a=b&c=dPOST / HTTP/1.1^Content-Length: 7^^? ; POST 1-1, POST 7 1-1
        unknown coding             ; HTTP/1.1 200 OK^{O}Content-Encoding: br^Content-Length: 5^^#     ; 200 5 content_encoding: BAD_VALUE at byte 0 1-1
        behind a proxy's header    ; PROXY TCP4 192.0.2.1 192.0.2.2 1 80^POST / HTTP/1.1^Content-Length: 7^^? ; POST 7 1-1
        the header cut             ; P|ROXY UNKNOW|N^POST / HTTP/1.1^Content-Length: 7^^?             ; POST 7 3-3
        the header binary and cut  ; {B}GET /x HTTP/1.1^^                                             ; GET 3-3
        header alone               ; PROXY UNKNOWN^|GET /x HTTP/1.1^Host: a^^                         ;
        post, cut                  ; P|OST / HTTP/1.1^Content-Length: 7^^?                            ; POST 7 1-2
        line ends, then get, cut   ; "\r|\nGET /x HTTP/1.1^^"                                         ; GET 2-2
        list                       ; HTTP/1.1 200 OK^{C}Content-Length: 23^^%                         ; 200 23 list 2 1-1
        list by content alone      ; HTTP/1.1 200 OK^Content-Length: 23^^%                            ; 200 23 list 2 1-1
        list, no length            ; HTTP/1.1 200 OK^{C}^%$                                           ; 200 23 list 2 1-1
        list by content, no length ; HTTP/1.1 200 OK^^%$                                              ; 200 23 list 2 1-1
        list, chunked              ; HTTP/1.1 200 OK^{C}Transfer-Encoding: chunked^^|17^|%|^0^^       ; 200 23 list 2 1-4
        list, then another         ; HTTP/1.1 200 OK^{C}Content-Length: 23^^%HTTP/1.1 200 OK^{C}Content-Length: 23^^|% ; 200 23 list 2 1-1, 200 23 list 2 1-2
        list, gap                  ; HTTP/1.1 200 OK^{C}Content-Length: 999^^%@                       ; 200 23 list 2 body: TRUNCATED at byte 23 1-
        list, more follows         ; HTTP/1.1 200 OK^{C}Content-Length: 24^^%x                        ; 200 24 list 2 1-1
        list of other bytes        ; HTTP/1.1 200 OK^{C}Content-Length: 5^^hello                      ; 200 5 list null CertificateList: BAD_VALUE at byte 2 1-1
        list, coded                ; HTTP/1.1 200 OK^{C}Content-Encoding: gzip^Content-Length: 23^^%  ; 200 23 list null content_encoding: gzip 1-1
        list, cut short            ; HTTP/1.1 200 OK^{C}Content-Length: 3^^hel                        ; 200 3 list null CertificateList: BAD_VALUE at byte 2 1-1
        not http                   ; GET OUT^^                                                        ;
        not http either            ; HTTP/2 rules^^                                                   ;
        """)
    void finds(String name, String script, String expected) {
        play(script.replace("{O}", OCSP).replace("{C}", LIST_TYPE).replace("{B}", BINARY_HEADER));
        String actual = String.join(", ", found.stream().map(MessageRunTest::told).toList());
        assertEquals(expected == null ? "" : expected, actual);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50})
    void anySegmentsGiveTheSameMessages(int size) {
        String head = "POST /a HTTP/1.1|Content-Type: application/ocsp-request|";
        String body = "Transfer-Encoding: chunked||3|abc|2;x|de|0|T: u||";
        String all = (head + body).replace("|", "\r\n");
        byte[] bytes = all.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < bytes.length; at += size) {
            run.bytes(0, bytes, at, Math.min(size, bytes.length - at));
        }
        assertEquals(List.of("POST 5 0-0"), found.stream().map(MessageRunTest::told).toList());
        assertEquals(bytes.length, found.get(0).end());
    }

    @Test
    void readsFields() {
        play(
                "HTTP/1.1 200 OK^Content-Type: Application/OCSP-Response^Age: 12^"
                        + "Cache-Control: public, max-age=300^Content-Length: 5^^#");
        HttpHeader response = found.get(0).header();
        assertEquals(300L, response.maxAge());
        assertEquals(true, response.fromCache());
        assertEquals(5, found.get(0).content().length);
        run = new MessageRun(HttpLimits.DEFAULTS, found::add);
        play("GET http://a.b/c HTTP/1.1^HOST: x^User-agent:  y z ^^");
        HttpHeader request = found.get(1).header();
        assertEquals("http://a.b/c", request.target());
        assertEquals("x", request.host());
        assertEquals("y z", request.userAgent());
    }

    @Test
    void undoesGzipWithinBounds() throws Exception {
        for (int size : new int[] {5, HttpLimits.DEFAULTS.bodyBytes() + 1}) {
            ByteArrayOutputStream coded = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(coded)) {
                gzip.write(new byte[size]);
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            String header =
                    "HTTP/1.1 200 OK\r\nContent-Type: application/ocsp-response\r\n"
                            + "Content-Encoding: gzip\r\nContent-Length: "
                            + coded.size()
                            + "\r\n\r\n";
            all.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
            all.writeBytes(coded.toByteArray());
            run = new MessageRun(HttpLimits.DEFAULTS, found::add);
            run.bytes(0, all.toByteArray(), 0, all.size());
        }
        assertEquals(5, found.get(0).content().length);
        assertEquals("body: TOO_LARGE at byte 0", found.get(1).error());
    }

    @ParameterizedTest
    @CsvSource({
        "GET /, true",
        "GETX, false",
        "G, true",
        "PO, true",
        "POST, true",
        "PUT, false",
        "HTTP/1.1, true",
        "HELO, false",
        "X, false"
    })
    void knowsAStart(String text, boolean expected) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(expected, MessageStart.matches(bytes, 0, bytes.length));
    }
}
