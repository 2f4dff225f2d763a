package org.tlscensus.core.packet;

import java.io.Serializable;

/**
 * What tells flows apart beside addresses, ports and protocol. Addresses are used again in other
 * VLANs and virtual networks; but many taps show the two directions of one connection with other
 * tags, so that neither counts unless it is asked for.
 *
 * @param vlans whether VLAN ids do, outermost first; a tag of priority alone (id 0) is none
 * @param networks whether the network that a tunnel's header names does: the VNI of VXLAN and
 *     GENEVE (RFC 7348, RFC 8926), the key of GRE (RFC 2890; NVGRE's VSID is its upper part), the
 *     service id of provider backbone bridging
 */
public record FlowScope(boolean vlans, boolean networks) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Addresses, ports and protocol alone. */
    public static final FlowScope NONE = new FlowScope(false, false);
}
