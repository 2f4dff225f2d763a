package org.tlscensus.core.dns;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The messages of one side of a TCP connection from one segment on (RFC 1035 section 4.2.2): the
 * one that begins there, and those that follow it within segments.
 */
public final class DnsRun {
    private static final int PREFIX = 2;
    private static final byte[] NOTHING = {};

    /**
     * @param start byte of the run
     */
    public record Framed(byte[] message, long start, long firstNanos, long lastNanos) {}

    private final DnsLimits limits;
    private final Consumer<Framed> out;
    private byte[] held = NOTHING;
    private long start;
    private long firstNanos;
    private boolean isOver;

    public DnsRun(DnsLimits limits, Consumer<Framed> out) {
        this.limits = limits;
        this.out = out;
    }

    /**
     * Whether a segment may begin with a message. Some programs send the two bytes of the length
     * alone.
     */
    public static boolean matches(byte[] bytes, int offset, int length) {
        if (length != PREFIX && length < PREFIX + DnsMessage.HEADER_BYTES + 1) {
            return false;
        }
        int size = (bytes[offset] & 0xff) << 8 | bytes[offset + 1] & 0xff;
        return size > DnsMessage.HEADER_BYTES
                && (length == PREFIX || DnsMessage.isPlausibleHeader(bytes, offset + PREFIX));
    }

    public boolean isOver() {
        return isOver;
    }

    /** Bytes of the message that are held. */
    public int heldBytes() {
        return held.length;
    }

    /** The next bytes, one segment at a time. */
    public void bytes(long timeNanos, byte[] bytes, int offset, int length) {
        if (held.length == 0) {
            firstNanos = timeNanos;
        }
        int old = held.length;
        held = Arrays.copyOf(held, old + length);
        System.arraycopy(bytes, offset, held, old, length);
        int at = 0;
        while (held.length - at >= PREFIX) {
            int size = (held[at] & 0xff) << 8 | held[at + 1] & 0xff;
            if (size > limits.messageBytes()) {
                isOver = true;
                return;
            }
            if (held.length - at - PREFIX < size) {
                break;
            }
            byte[] message = Arrays.copyOfRange(held, at + PREFIX, at + PREFIX + size);
            out.accept(new Framed(message, start, firstNanos, timeNanos));
            at += PREFIX + size;
            start += PREFIX + size;
            firstNanos = timeNanos;
        }
        held = Arrays.copyOfRange(held, at, held.length);
        isOver = held.length == 0;
    }

    /** Nothing can be read on from here. */
    public void gap() {
        isOver = true;
        held = NOTHING;
    }
}
