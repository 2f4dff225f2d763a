package org.tlscensus.core.analysis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.wire.AddressText;

/**
 * The names of connections: the same in every run, and for the same flow the same in other tools.
 */
final class ConnectionIds {
    private static final int ID_BYTES = 16;

    private ConnectionIds() {}

    /**
     * A hash of site, flow key and start time, 128 bits in hex: of SHA-256, or of what the naming
     * takes in its place. A connection that was opened by a SYN adds its initial sequence number,
     * since two may begin in one tick of a coarse clock.
     */
    static String connectionId(String site, ConnectionPart connection, Naming naming) {
        byte[] name = site.getBytes(StandardCharsets.UTF_8);
        byte[] flow = connection.flowKey();
        boolean isOpenedBySyn = connection.opening().equals(ConnectionPart.SYN);
        ByteBuffer identity =
                ByteBuffer.allocate(
                        name.length
                                + 1
                                + flow.length
                                + Long.BYTES
                                + (isOpenedBySyn ? Integer.BYTES : 0));
        identity.put(name).put((byte) 0).put(flow).putLong(connection.startNanos());
        if (isOpenedBySyn) {
            identity.putInt(connection.openingSequence());
        }
        return HexFormat.of().formatHex(naming.hash(identity.array()), 0, ID_BYTES);
    }

    /** A hash of the connection's id and the place of the exchange in it. */
    static String exchangeId(String connectionId, String kind, int place, long timeNanos) {
        MessageDigest digest = digest("SHA-256");
        digest.update((connectionId + " " + kind).getBytes(StandardCharsets.UTF_8));
        ByteBuffer numbers = ByteBuffer.allocate(Integer.BYTES + Long.BYTES);
        digest.update(numbers.putInt(place).putLong(timeNanos).flip());
        return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
    }

    /** Community ID version 1 with seed 0, as its public specification defines it. */
    static String communityId(long[] flow) {
        boolean ipv4 = AddressText.isIpv4(flow[0], flow[1]) && AddressText.isIpv4(flow[2], flow[3]);
        ByteBuffer bytes = ByteBuffer.allocate(2 + 2 * 16 + 2 + 4);
        bytes.putShort((short) 0); // seed
        for (int i = 0; i < 4; i += 2) {
            if (ipv4) {
                bytes.putInt((int) flow[i + 1]);
            } else {
                bytes.putLong(flow[i]).putLong(flow[i + 1]);
            }
        }
        bytes.put((byte) (FlowKey.isTcp(flow) ? FlowKey.TCP : FlowKey.UDP)).put((byte) 0);
        bytes.putShort((short) FlowKey.port(flow, End.LOW));
        bytes.putShort((short) FlowKey.port(flow, End.HIGH));
        MessageDigest digest = digest("SHA-1");
        digest.update(bytes.flip());
        return "1:" + Base64.getEncoder().encodeToString(digest.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
