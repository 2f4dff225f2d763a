package org.tlscensus.jobs.cli;

import org.tlscensus.core.packet.DecodedHeader;
import org.tlscensus.core.packet.TunnelPort;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** vxlan=48879: a tunnel and a UDP port of it. */
final class TunnelPortOption implements ITypeConverter<TunnelPort> {
    @Override
    public TunnelPort convert(String text) {
        int sign = text.indexOf('=');
        try {
            return new TunnelPort(
                    text.substring(0, Math.max(sign, 0)),
                    Integer.parseInt(text.substring(sign + 1)));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "want a tunnel and a UDP port like vxlan=48879, not "
                            + text
                            + "; tunnels are "
                            + String.join(", ", DecodedHeader.udpTunnels()));
        }
    }
}
