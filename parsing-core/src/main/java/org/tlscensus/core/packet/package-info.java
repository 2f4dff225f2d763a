/**
 * From a captured packet to its TCP segment or UDP datagram: link layers, tags, tunnels, IP,
 * fragments.
 *
 * <p>{@link org.tlscensus.core.packet.PacketDecoder} is the door; the layers behind it call each
 * other inwards and leave what they find in a {@link org.tlscensus.core.packet.PacketFields}.
 */
package org.tlscensus.core.packet;
