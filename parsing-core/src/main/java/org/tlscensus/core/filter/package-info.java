/**
 * Which packets a user wants: the common part of the language of pcap-filter(7), as tcpdump and
 * Wireshark's capture filters have it.
 *
 * <p>{@link org.tlscensus.core.filter.FilterParser} reads a text into {@link
 * org.tlscensus.core.filter.PacketFilter}s, which look at what the decoder found: the innermost
 * addresses and ports, below any tunnel.
 */
package org.tlscensus.core.filter;
