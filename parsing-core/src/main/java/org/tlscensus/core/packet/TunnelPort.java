package org.tlscensus.core.packet;

import java.io.Serializable;

/**
 * A UDP port at which a tunnel is looked for beside its own.
 *
 * @param tunnel its word, one of {@link DecodedHeader#udpTunnels}
 */
public record TunnelPort(String tunnel, int port) implements Serializable {
    private static final long serialVersionUID = 1L;

    public TunnelPort {
        if (!DecodedHeader.udpTunnels().contains(tunnel) || port < 1 || port > 0xffff) {
            throw new IllegalArgumentException(tunnel + "=" + port);
        }
    }
}
