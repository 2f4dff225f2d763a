package org.tlscensus.core.starttls;

import org.tlscensus.core.wire.HeldBytes;

/**
 * The first bytes of a side, for as long as they may be a proxy's header: it is taken off before
 * anything else is looked for. One proxy behind another puts one header before the other's.
 */
final class StreamStart {
    private final int maxHeaders;
    private final HeldBytes held = new HeldBytes();
    private int headers;
    private ProxyHeader header;
    private boolean isOver;

    StreamStart(int maxHeaders) {
        this.maxHeaders = maxHeaders;
    }

    /** Takes bytes that may be a header's; returns how many. */
    int take(byte[] bytes, int offset, int length) {
        int before = held.length();
        int known =
                before == 0
                        ? ProxyHeader.length(bytes, offset, length)
                        : lengthWith(bytes, offset, length);
        if (known == ProxyHeader.NONE) {
            isOver = true;
            return before == 0 ? 0 : length;
        }
        if (known == ProxyHeader.NEED_MORE) {
            if (before == 0) {
                held.add(bytes, offset, length);
            }
            return length;
        }
        header =
                before == 0
                        ? ProxyHeader.parse(bytes, offset, known)
                        : ProxyHeader.parse(held.array(), 0, known);
        held.release();
        isOver = ++headers == maxHeaders;
        return known - before;
    }

    private int lengthWith(byte[] bytes, int offset, int length) {
        held.add(bytes, offset, length);
        return ProxyHeader.length(held.array(), 0, held.length());
    }

    /** The header that was complete with the bytes just taken; else null. */
    ProxyHeader takeHeader() {
        ProxyHeader taken = header;
        header = null;
        return taken;
    }

    /** Whether what comes is no header. */
    boolean isOver() {
        return isOver;
    }

    boolean isMidway() {
        return !isOver && held.length() > 0;
    }

    /** No header, or no end of it, will come. */
    void end() {
        isOver = true;
    }

    /** What was taken and is no header's. */
    byte[] takeHeld() {
        byte[] rest = held.toArray();
        held.release();
        return rest;
    }
}
