package org.tlscensus.core.capture;

/** The packet that a walk stands at: where it lies in the window, and what its record says. */
final class PacketView {
    int offset;
    int capturedLength;
    int originalLength;
    int linkType;
    int interfaceNumber; // of the section; a pcap file has one
    long timeNanos;
    boolean hasTime;
}
