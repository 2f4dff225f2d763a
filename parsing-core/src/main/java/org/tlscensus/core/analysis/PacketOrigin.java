package org.tlscensus.core.analysis;

import java.util.List;
import java.util.Objects;
import org.tlscensus.core.packet.PacketDecoder;

/** Where a packet was captured: its file, and what was around its IP header. */
record PacketOrigin(CaptureCounters file, List<Integer> vlan, List<String> tunnel) {

    /**
     * The origin of the packet that the decoder holds.
     *
     * @param last of a packet before, which is mostly the same; or null
     */
    static PacketOrigin of(PacketDecoder packet, CaptureCounters file, PacketOrigin last) {
        List<Integer> vlan = packet.vlan();
        List<String> tunnel = packet.tunnel();
        boolean isSame =
                last != null
                        && last.file == file
                        && Objects.equals(last.vlan, vlan)
                        && Objects.equals(last.tunnel, tunnel);
        return isSame ? last : new PacketOrigin(file, vlan, tunnel);
    }
}
