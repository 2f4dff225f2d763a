package org.tlscensus.core.tls.quic;

import java.util.EnumMap;
import java.util.Map;
import org.tlscensus.core.wire.Side;

/**
 * Opens the Initial packets of both sides that follow from one connection id which a client chose
 * (RFC 9001 section 5.2), in whatever version they are: a server may answer in another (RFC 9368).
 */
final class InitialSecrets {
    private final InitialProtection protection;
    private final byte[] connectionId;
    private final Side client;
    private final Map<InitialSalt, Map<Side, InitialProtection.Keys>> keys =
            new EnumMap<>(InitialSalt.class);
    private final long[] largestNumber = {-1, -1}; // per side

    /**
     * @param client which of the flow's sides chose the id
     */
    InitialSecrets(InitialProtection protection, byte[] connectionId, Side client) {
        this.protection = protection;
        this.connectionId = connectionId;
        this.client = client;
    }

    /** The payload, or null when the packet is protected with other keys. */
    byte[] open(Side sender, LongHeader header, byte[] packet) {
        for (InitialSalt salt : header.version().salts()) {
            PacketProtection.Opened opened =
                    protection.open(
                            keys(salt, sender),
                            packet,
                            header.headerLength(),
                            largestNumber[sender.ordinal()]);
            if (opened != null) {
                largestNumber[sender.ordinal()] =
                        Math.max(largestNumber[sender.ordinal()], opened.packetNumber());
                return opened.payload();
            }
        }
        return null;
    }

    private InitialProtection.Keys keys(InitialSalt salt, Side sender) {
        Side role = sender == client ? Side.CLIENT : Side.SERVER;
        return keys.computeIfAbsent(salt, s -> new EnumMap<>(Side.class))
                .computeIfAbsent(role, r -> protection.derive(salt, connectionId, r));
    }
}
