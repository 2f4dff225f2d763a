package org.tlscensus.core.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which headers tell flows apart when VLANs or networks do. */
class FlowScopeTest {
    private static final int C_TAG = 0x8100;
    private static final int S_TAG = 0x88a8;
    private static final int I_TAG = 0x88e7;
    private static final FlowScope VLANS = new FlowScope(true, false);
    private static final FlowScope NETWORKS = new FlowScope(false, true);

    private static byte[] inner() {
        return Bytes.ip(4, 6, Bytes.tcp(40_001, 443, "16030100"));
    }

    private static byte[] frame() {
        return Bytes.ethernetIp(inner());
    }

    private static byte[] overUdp(int port, byte[] payload) {
        return Bytes.ethernetIp(Bytes.ip(4, 17, Bytes.udp(50_000, port, payload)));
    }

    /** Wraps a packet in a header with a number, and says whether it is a VLAN or a network. */
    private enum Header {
        TAG(true) {
            @Override
            byte[] wrap(int id) {
                return Bytes.tagged(frame(), C_TAG, id);
            }
        },
        OUTER_TAG(true) {
            @Override
            byte[] wrap(int id) {
                return Bytes.tagged(Bytes.tagged(frame(), C_TAG, 5), S_TAG, id);
            }
        },
        INNER_TAG(true) {
            @Override
            byte[] wrap(int id) {
                return Bytes.tagged(Bytes.tagged(frame(), C_TAG, id), S_TAG, 5);
            }
        },
        TAG_IN_TUNNEL(true) {
            @Override
            byte[] wrap(int id) {
                byte[] tagged = Bytes.tagged(frame(), C_TAG, id);
                return overUdp(4789, Bytes.bytes("08000000 00000100", tagged));
            }
        },
        VXLAN(false) {
            @Override
            byte[] wrap(int id) {
                return overUdp(4789, Bytes.bytes("08000000 00", Bytes.u16(id), "00", frame()));
            }
        },
        GENEVE(false) {
            @Override
            byte[] wrap(int id) {
                return overUdp(6081, Bytes.bytes("0000 6558 00", Bytes.u16(id), "00", frame()));
            }
        },
        GRE_KEY(false) {
            @Override
            byte[] wrap(int id) {
                byte[] gre = Bytes.bytes("2000 0800 0000", Bytes.u16(id), inner());
                return Bytes.ethernetIp(Bytes.ip(4, 47, gre));
            }
        },
        BACKBONE(false) {
            @Override
            byte[] wrap(int id) {
                return Bytes.ethernet(I_TAG, Bytes.bytes("0000", Bytes.u16(id), frame()));
            }
        };

        private final boolean isVlan;

        Header(boolean isVlan) {
            this.isVlan = isVlan;
        }

        abstract byte[] wrap(int id);
    }

    private static int scopeId(byte[] packet, FlowScope scope) {
        PacketDecoder decoder = new PacketDecoder(PacketLimits.DEFAULTS, List.of(), scope);
        assertEquals(
                Outcome.DECODED, decoder.decode(packet, 0, packet.length, packet.length, 1, 0));
        assertEquals(443, decoder.destinationPort());
        return decoder.scopeId();
    }

    @ParameterizedTest
    @EnumSource
    void numbersTellFlowsApartWhereTheyAreAskedFor(Header header) {
        FlowScope asked = header.isVlan ? VLANS : NETWORKS;
        FlowScope other = header.isVlan ? NETWORKS : VLANS;
        byte[] one = header.wrap(10);
        byte[] two = header.wrap(20);
        assertNotEquals(scopeId(one, asked), scopeId(two, asked));
        assertEquals(scopeId(one, asked), scopeId(header.wrap(10), asked));
        assertEquals(scopeId(one, other), scopeId(two, other));
        assertEquals(0, scopeId(one, FlowScope.NONE));
        assertEquals(0, scopeId(frame(), asked));
    }

    /** A tag of priority alone is no VLAN, and the order of two ids counts. */
    @ParameterizedTest
    @EnumSource(names = "TAG")
    void tagsCountByTheirIds(Header tag) {
        assertEquals(0, scopeId(tag.wrap(0), VLANS));
        byte[] fiveOutside = Bytes.tagged(Bytes.tagged(frame(), C_TAG, 6), S_TAG, 5);
        byte[] sixOutside = Bytes.tagged(Bytes.tagged(frame(), C_TAG, 5), S_TAG, 6);
        assertNotEquals(scopeId(fiveOutside, VLANS), scopeId(sixOutside, VLANS));
    }
}
