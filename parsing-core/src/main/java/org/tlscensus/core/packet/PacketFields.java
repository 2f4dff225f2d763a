package org.tlscensus.core.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What the layers of one packet leave behind. One per decoder, begun anew for each packet. */
final class PacketFields {
    private static final int MOST_ORIGINAL = 1 << 30; // bytes: sums with it stay an int

    private static final VarHandle SHORT_BE =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT_BE =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG_BE =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    static final int MAX_NOTED = 16;

    private static final int VLAN_BITS = 12;
    private static final int SCOPE_MASK = (1 << 2 * VLAN_BITS) - 1;
    private static final int SCOPE_FACTOR = 0x9e3779; // odd: what follows stays apart

    private final FlowScope scope;

    byte[] bytes;
    int end; // one past the last captured byte
    int originalEnd; // one past the last byte that the packet had
    long timeNanos;
    int depth;

    int scopeId; // 24 bits; what the packet's scope is beside its addresses: 0 if nothing
    int identification; // of the innermost IPv4 header; 0 in IPv6, which has none

    final int[] vlans = new int[MAX_NOTED];
    int vlanCount;
    final Tunnel[] tunnels = new Tunnel[MAX_NOTED];
    int tunnelCount;

    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    boolean isTcp;
    int sourcePort;
    int destinationPort;
    int sequenceNumber;
    int acknowledgmentNumber;
    int tcpFlags;
    int payloadOffset;
    int payloadLength;
    int payloadOriginalLength;
    int firstFragmentMark;
    int pendingDatagramMark; // of the datagram that waits for more than this fragment
    boolean holdsNothing; // the innermost frame is of a kind that holds neither TCP nor UDP
    final Aggregates aggregates = new Aggregates(); // frames that are still to be decoded
    int linkDestination; // where the frame's addresses stand; -1: it has none
    int linkSource;

    PacketFields(FlowScope scope) {
        this.scope = scope;
    }

    void begin(byte[] captured, int from, int capturedLength, int originalLength, long nanos) {
        bytes = captured;
        end = from + capturedLength;
        originalEnd = from + Math.max(capturedLength, Math.min(originalLength, MOST_ORIGINAL));
        timeNanos = nanos;
        depth = 0;
        vlanCount = 0;
        tunnelCount = 0;
        scopeId = 0;
        holdsNothing = false;
        aggregates.clear();
        linkDestination = -1;
        linkSource = -1;
    }

    void link(int destinationAt, int sourceAt) {
        linkDestination = destinationAt;
        linkSource = sourceAt;
    }

    /** The six octets of a frame's address, as the lower 48 bits; 0 without one. */
    long mac(int at) {
        return at < 0 || !has(at, 6) ? 0 : (long) u16(at) << 32 | i32(at + 2) & 0xffffffffL;
    }

    void vlan(int id) {
        if (vlanCount < MAX_NOTED) {
            vlans[vlanCount++] = id;
        }
        if (scope.vlans() && id != 0) {
            // Two ids, which is the most that a network uses, are told apart exactly.
            scopeId = (scopeId << VLAN_BITS | scopeId >>> VLAN_BITS) & SCOPE_MASK ^ id;
        }
    }

    /** The virtual network that a tunnel's header names. */
    void network(int id) {
        if (scope.networks()) {
            scopeId = scopeId * SCOPE_FACTOR + id + 1 & SCOPE_MASK;
        }
    }

    void tunnel(Tunnel kind) {
        if (tunnelCount < MAX_NOTED) {
            tunnels[tunnelCount++] = kind;
        }
    }

    /** Beyond its own length lies padding of what is outside; a longer packet was never there. */
    void cutTo(int packetEnd) {
        originalEnd = Math.min(originalEnd, packetEnd);
        end = Math.min(end, packetEnd);
    }

    /** The packet goes on in a datagram that was put together from fragments. */
    void continueIn(Fragments.Datagram whole) {
        bytes = whole.bytes();
        end = whole.length();
        originalEnd = whole.length();
        firstFragmentMark = whole.mark();
    }

    boolean has(int at, int count) {
        return count <= end - at;
    }

    int u8(int at) {
        return bytes[at] & 0xff;
    }

    int u16(int at) {
        return (short) SHORT_BE.get(bytes, at) & 0xffff;
    }

    int u16Little(int at) {
        return Short.reverseBytes((short) SHORT_BE.get(bytes, at)) & 0xffff;
    }

    int i32(int at) {
        return (int) INT_BE.get(bytes, at);
    }

    int i32Little(int at) {
        return Integer.reverseBytes((int) INT_BE.get(bytes, at));
    }

    long i64(int at) {
        return (long) LONG_BE.get(bytes, at);
    }
}
