package org.tlscensus.core.http;

import org.tlscensus.core.starttls.ProxyHeader;

/** Tells from its first bytes whether a message that matters here may begin. */
public final class MessageStart {
    private static final int GET = 'G' << 24 | 'E' << 16 | 'T' << 8 | ' ';
    private static final int POST = 'P' << 24 | 'O' << 16 | 'S' << 8 | 'T';
    private static final int HTTP = 'H' << 24 | 'T' << 16 | 'T' << 8 | 'P';

    private MessageStart() {}

    /** Whether a message may begin here, or a proxy's header with a message behind it. */
    public static boolean mayBegin(byte[] bytes, int offset, int length) {
        return matches(bytes, offset, length) || ProxyHeader.mayBegin(bytes, offset, length);
    }

    /**
     * Whether a request by GET or POST or a response may begin here. Fewer than four bytes need to
     * be right as far as they go. An empty line may come before (RFC 9112 section 2.2).
     */
    public static boolean matches(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        if (length > 2 && bytes[at] == '\r' && bytes[at + 1] == '\n') {
            at += 2;
        }
        int count = Math.min(4, end - at);
        int start = 0;
        for (int i = 0; i < count; i++) {
            start = start << 8 | bytes[at + i] & 0xff;
        }
        int shift = 8 * (4 - count);
        return count > 0
                && (start == GET >>> shift || start == POST >>> shift || start == HTTP >>> shift);
    }
}
