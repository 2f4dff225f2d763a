package org.tlscensus.core.http;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_VALUE;
import static org.tlscensus.core.wire.ParseException.Reason.TOO_LARGE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.tlscensus.core.wire.ParseException;

/** Undoes the content coding of a body (RFC 9110 section 8.4.1). */
final class ContentCoding {
    private ContentCoding() {}

    /** The content; what is not coded is handed back as it is. */
    static byte[] decode(String coding, byte[] body, int maxBytes) throws ParseException {
        if (coding == null || coding.isEmpty() || coding.equals("identity")) {
            return body;
        }
        boolean isGzip = coding.equals("gzip") || coding.equals("x-gzip");
        if (!isGzip && !coding.equals("deflate")) {
            throw new ParseException(BAD_VALUE, "content_encoding", 0);
        }
        ByteArrayInputStream coded = new ByteArrayInputStream(body);
        try (InputStream in =
                isGzip ? new GZIPInputStream(coded) : new InflaterInputStream(coded)) {
            byte[] content = in.readNBytes(maxBytes + 1);
            if (content.length > maxBytes) {
                throw new ParseException(TOO_LARGE, "body", 0);
            }
            return content;
        } catch (IOException e) { // the streams' word for bytes that are not of the coding
            throw new ParseException(BAD_VALUE, "body", body.length - coded.available());
        }
    }
}
