package org.tlscensus.jobs.generate.traffic;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.tlscensus.jobs.generate.handshake.Flight;
import org.tlscensus.jobs.generate.handshake.Mark;
import org.tlscensus.jobs.generate.handshake.Side;
import org.tlscensus.jobs.generate.pki.OcspAnswer;

/**
 * An OCSP request and its response over HTTP (RFC 6960 appendix A).
 *
 * @param url of the responder, as the certificate has it
 * @param isGet by GET, else by POST
 * @param thinkMicros time that the responder takes
 */
record Lookup(OcspAnswer answer, String url, boolean isGet, String userAgent, long thinkMicros) {
    static final long MAX_AGE = 3600;

    String host() {
        return URI.create(url).getHost();
    }

    int port() {
        int port = URI.create(url).getPort();
        return port < 0 ? 80 : port;
    }

    private String responderPath() {
        String path = URI.create(url).getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    /** Host and path of the responder, without slashes at the end. */
    String responderUri() {
        return (host() + responderPath()).toLowerCase(Locale.ROOT).replaceAll("/+$", "");
    }

    /** As the request line has it. */
    String path() {
        if (!isGet) {
            return responderPath();
        }
        String base64 = Base64.getEncoder().encodeToString(answer.request());
        String slash = responderPath().endsWith("/") ? "" : "/";
        return responderPath() + slash + URLEncoder.encode(base64, StandardCharsets.US_ASCII);
    }

    List<Turn> turns() {
        Flight request = marked(Side.CLIENT, request(), Mark.REQUEST_BEGIN, Mark.REQUEST_END);
        Flight response = marked(Side.SERVER, response(), Mark.RESPONSE_BEGIN, Mark.RESPONSE_END);
        return List.of(new Turn(request, 0), new Turn(response, thinkMicros));
    }

    private static Flight marked(Side side, byte[] bytes, Mark begin, Mark end) {
        return new Flight(side, bytes, new Mark[] {begin, end}, new int[] {1, bytes.length});
    }

    private byte[] request() {
        String head =
                (isGet ? "GET " : "POST ")
                        + path()
                        + " HTTP/1.1\r\nHost: "
                        + host()
                        + "\r\nUser-Agent: "
                        + userAgent
                        + "\r\nAccept: */*\r\nConnection: close\r\n";
        if (isGet) {
            return ascii(head + "\r\n");
        }
        return message(head, "application/ocsp-request", answer.request());
    }

    private byte[] response() {
        String head = "HTTP/1.1 200 OK\r\nCache-Control: max-age=" + MAX_AGE + "\r\n";
        return message(head, "application/ocsp-response", answer.response());
    }

    private static byte[] message(String head, String type, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                ascii(
                        head
                                + "Content-Type: "
                                + type
                                + "\r\nContent-Length: "
                                + body.length
                                + "\r\n\r\n"));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
