package org.tlscensus.core.http;

import static org.tlscensus.core.wire.ParseException.Reason.TOO_LARGE;
import static org.tlscensus.core.wire.ParseException.Reason.TRUNCATED;

import java.util.Arrays;
import java.util.function.Consumer;
import org.tlscensus.core.starttls.ProxyHeader;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.x509.CrlScanner;

/**
 * The messages of one side from one segment on: the one that begins there, and those that follow it
 * within segments. The run is over when a message ends with its segment: the next one begins with
 * the next segment, and there a run of its own.
 *
 * <p>So what is found from a segment on depends on what comes, never on what was before: a reader
 * that begins in the midst of a connection finds the same messages as one who saw it all.
 */
public final class MessageRun {
    private static final byte[] NOTHING = {};

    private enum State {
        PREFIX,
        HEADER,
        BODY,
        OVER
    }

    /** What the body is: OCSP or a list by the content type, maybe one by its first bytes. */
    private enum Interest {
        OCSP,
        LIST,
        MAYBE,
        NO
    }

    private final HttpLimits limits;
    private final Consumer<HttpMessage> out;
    private State state = State.PREFIX;
    private byte[] held = NOTHING; // an unfinished header, or a proxy's before it
    private long position; // bytes taken
    private long start; // of the message
    private long firstNanos;
    private long lastNanos = Long.MIN_VALUE; // latest byte of the message
    private long bodyStart;
    private HttpHeader header;
    private MessageBody body;
    private Interest interest;
    private CrlScanner list; // of the message, where its body is one

    /**
     * @param out takes the messages as they end
     */
    public MessageRun(HttpLimits limits, Consumer<HttpMessage> out) {
        this.limits = limits;
        this.out = out;
    }

    /** Whether it looks at no further bytes. */
    public boolean isOver() {
        return state == State.OVER;
    }

    /** Bytes of the message that are held. */
    public int heldBytes() {
        int scanned = list == null ? 0 : list.heldBytes();
        return held.length + scanned + (body == null ? 0 : body.keptBytes());
    }

    /** The next bytes, one segment at a time. */
    public void bytes(long timeNanos, byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end && state != State.OVER) {
            int from = at;
            if (state == State.PREFIX) {
                at = prefix(timeNanos, bytes, at, end);
            } else if (state == State.HEADER) {
                at = header(timeNanos, bytes, at, end);
                bodyStart = position + at - from;
            } else {
                at = body(timeNanos, bytes, at, end);
            }
            position += at - from;
            if (state == State.BODY && body.isComplete()) {
                deliver(null, position, lastNanos);
                state = State.HEADER;
            } else if (state == State.BODY && isTooLong()) {
                breakOff(new ParseException(TOO_LARGE, "body", body.keptBytes()));
            }
        }
        if (state == State.HEADER && held.length == 0) {
            state = State.OVER;
        }
    }

    /** Takes a proxy's header that may stand before the first message; returns where it ends. */
    private int prefix(long timeNanos, byte[] bytes, int from, int end) {
        byte[] all = Arrays.copyOf(held, held.length + end - from);
        System.arraycopy(bytes, from, all, held.length, end - from);
        int known = ProxyHeader.length(all, 0, all.length);
        if (known == ProxyHeader.NEED_MORE) {
            firstNanos = held.length == 0 ? timeNanos : firstNanos;
            held = all;
            return end;
        }
        state = State.HEADER;
        if (known > 0) {
            int before = held.length;
            held = NOTHING;
            return from + known - before;
        }
        int blanks = 0;
        while (blanks < held.length && (held[blanks] == '\r' || held[blanks] == '\n')) {
            blanks++;
        }
        start = blanks;
        lastNanos = firstNanos;
        held = Arrays.copyOfRange(held, blanks, held.length);
        return from;
    }

    /** Takes bytes of a header; returns where it ends, or the end of the bytes. */
    private int header(long timeNanos, byte[] bytes, int from, int end) {
        int at = from;
        if (held.length == 0) {
            while (at < end && (bytes[at] == '\r' || bytes[at] == '\n')) {
                at++; // an empty line may come before a message (RFC 9112 section 2.2)
            }
            if (at == end) {
                return at;
            }
            start = position + at - from;
            firstNanos = timeNanos;
            lastNanos = timeNanos;
        }
        lastNanos = Math.max(lastNanos, timeNanos);
        int scanned = held.length;
        byte[] all = Arrays.copyOf(held, held.length + end - at);
        System.arraycopy(bytes, at, all, held.length, end - at);
        held = all;
        if (!MessageStart.matches(all, 0, Math.min(4, all.length))) {
            return over(end);
        }
        int headerEnd = endOfHeader(all, Math.max(0, scanned - 3));
        if ((headerEnd < 0 ? all.length : headerEnd) > limits.headerBytes()) {
            return over(end);
        }
        if (headerEnd < 0) {
            return end;
        }
        held = NOTHING;
        begin(all, headerEnd);
        return at + headerEnd - scanned;
    }

    private int over(int end) {
        state = State.OVER;
        held = NOTHING;
        return end;
    }

    /** Where the empty line ends, or -1. */
    private static int endOfHeader(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != '\n') {
                continue;
            }
            boolean isEmptyLine =
                    i > 0 && bytes[i - 1] == '\n'
                            || i > 1 && bytes[i - 1] == '\r' && bytes[i - 2] == '\n';
            if (isEmptyLine) {
                return i + 1;
            }
        }
        return -1;
    }

    private void begin(byte[] bytes, int length) {
        try {
            header = HttpHeader.parse(bytes, 0, length);
        } catch (ParseException e) {
            state = State.OVER; // it only looked like one
            return;
        }
        body = MessageBody.of(header);
        interest = interest();
        if (interest == Interest.NO) {
            body.forget();
        } else if (interest == Interest.LIST) {
            beginList();
        }
        state = State.BODY;
    }

    private Interest interest() {
        if (body.isComplete()) {
            return Interest.NO;
        }
        if (header.isOcspType()) {
            return Interest.OCSP;
        }
        if (header.contentEncoding() != null) {
            return header.isListType() ? Interest.LIST : Interest.NO;
        }
        return header.isListType() ? Interest.LIST : Interest.MAYBE;
    }

    private void beginList() {
        interest = Interest.LIST;
        list = new CrlScanner(limits.listFieldBytes(), limits.wholeListBytes());
        if (header.contentEncoding() == null) {
            body.readInto(list);
        } else {
            body.forget();
        }
    }

    private int body(long timeNanos, byte[] bytes, int from, int end) {
        lastNanos = Math.max(lastNanos, timeNanos);
        int at;
        try {
            at = body.take(bytes, from, end);
        } catch (ParseException e) {
            breakOff(e);
            return end;
        }
        look();
        return at - endAtContent();
    }

    private boolean isTooLong() {
        if (interest == Interest.LIST) {
            return body.dataBytes() > limits.listBytes();
        }
        if (interest != Interest.NO) {
            return body.keptBytes() > limits.bodyBytes();
        }
        return body.isOpen()
                || body.dataBytes() > limits.skippedBytes()
                || body.bytesToCome() > limits.skippedBytes();
    }

    /** Looks whether a body that may be OCSP or a list is. */
    private void look() {
        byte[] first = body.peek();
        int count = body.keptBytes();
        boolean canTell = count >= OcspContent.TELLING_BYTES || body.isComplete();
        boolean isNone = count > 0 && !CrlContent.mayBe(first, 1); // as OCSP's, it is a sequence
        if (interest != Interest.MAYBE || !canTell && !isNone) {
            return;
        }
        boolean isTooLong = body.bytesToCome() + body.dataBytes() > limits.bodyBytes();
        if (!isTooLong && OcspContent.mayBe(first, count, header.isRequest())) {
            interest = Interest.OCSP;
        } else if (!header.isRequest() && CrlContent.mayBe(first, count)) {
            if (count >= CrlContent.TELLING_BYTES) {
                beginList();
            } else if (body.isComplete()) {
                forgetBody();
            }
        } else {
            forgetBody();
        }
    }

    private void forgetBody() {
        interest = Interest.NO;
        body.forget();
    }

    /** Ends an open body where its content ends; returns how many bytes came beyond. */
    private int endAtContent() {
        if (!body.isOpen() || interest != Interest.OCSP || header.contentEncoding() != null) {
            return 0;
        }
        long total = OcspContent.totalBytes(body.peek(), body.keptBytes());
        return total < 0 || body.keptBytes() < total ? 0 : body.closeAt((int) total);
    }

    /** The message cannot be followed to its end. */
    private void breakOff(ParseException error) {
        boolean isLengthKnown = !header.isChunked() && header.contentLength() >= 0;
        state = State.OVER;
        deliver(error, isLengthKnown ? bodyStart + header.contentLength() : -1, null);
    }

    private void deliver(ParseException error, long end, Long completeNanos) {
        byte[] content = null;
        String note = null;
        if (interest == Interest.LIST) {
            note = listError(error);
        } else if (interest == Interest.OCSP) {
            note = error == null ? null : error.getMessage();
            content = body.content();
            try {
                content =
                        ContentCoding.decode(header.contentEncoding(), content, limits.bodyBytes());
            } catch (ParseException e) {
                note = note == null ? e.getMessage() : note;
            }
        }
        out.accept(
                new HttpMessage(
                        header,
                        content,
                        list,
                        body.dataBytes(),
                        note,
                        start,
                        end,
                        firstNanos,
                        completeNanos));
        header = null;
        body = null;
        list = null;
    }

    private String listError(ParseException framing) {
        if (header.contentEncoding() != null) {
            return "content_encoding: " + header.contentEncoding();
        }
        ParseException error = framing != null ? framing : list.error();
        if (error == null && !list.isComplete()) {
            error = new ParseException(TRUNCATED, "CertificateList", 0);
        }
        return error == null ? null : error.getMessage();
    }

    /** Bytes are missing here: what is being read cannot be trusted beyond. */
    public void gap() {
        if (state == State.BODY && body != null) {
            breakOff(new ParseException(TRUNCATED, "body", (int) body.dataBytes()));
        }
        state = State.OVER;
    }

    /** The side has ended its stream: a body without a length is whole. */
    public void endOfStream() {
        if (state == State.BODY && body.isOpen()) {
            body.closeAt(body.keptBytes());
            look();
            deliver(null, position, lastNanos);
        }
        gap();
    }
}
