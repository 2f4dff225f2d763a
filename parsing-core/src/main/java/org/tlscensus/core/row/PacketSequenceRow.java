package org.tlscensus.core.row;

import java.util.List;

/**
 * The first packets with payload of a connection, in the form of the PPI of the CESNET data sets:
 * one list for each property, all of one length.
 */
public record PacketSequenceRow(
        @Meaning("Bytes of transport payload of each") List<Integer> lengths,
        @Meaning("1: the client sent it; -1: the server did") List<Integer> directions,
        @Meaning("Milliseconds since the one before; 0 of the first")
                List<Double> interPacketMilliseconds) {}
