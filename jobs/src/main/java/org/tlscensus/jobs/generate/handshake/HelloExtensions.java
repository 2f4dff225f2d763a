package org.tlscensus.jobs.generate.handshake;

/** Where the extensions of a ClientHello stand, header and all; it has some, and is well-formed. */
final class HelloExtensions {
    private static final int SESSION_ID = 4 + 2 + 32; // after header, legacy_version and random

    private HelloExtensions() {}

    /** Where their length stands. */
    static int lengthAt(byte[] hello) {
        int at = SESSION_ID + 1 + hello[SESSION_ID];
        at += 2 + RecordSplitter.u16(hello, at); // cipher suites
        return at + 1 + (hello[at] & 0xff); // compression methods
    }

    /** Where an extension stands, type and length first; -1: it is not there. */
    static int at(byte[] hello, int type) {
        int at = lengthAt(hello) + 2;
        while (at < hello.length && RecordSplitter.u16(hello, at) != type) {
            at += 4 + RecordSplitter.u16(hello, at + 2);
        }
        return at < hello.length ? at : -1;
    }
}
