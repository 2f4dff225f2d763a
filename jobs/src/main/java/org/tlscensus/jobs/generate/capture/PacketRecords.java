package org.tlscensus.jobs.generate.capture;

import java.nio.ByteBuffer;
import org.tlscensus.jobs.generate.plan.CapturePlan;

/** How packets stand in a file of Ethernet frames with times in microseconds, little-endian. */
enum PacketRecords {
    /** pcap 2.4 (draft-ietf-opsawg-pcap). */
    PCAP {
        @Override
        void begin(ByteBuffer out, int snapLength) {
            out.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
            out.putInt(0).putInt(0).putInt(snapLength).putInt(ETHERNET);
        }

        @Override
        int bytes(int kept) {
            return 16 + kept;
        }

        @Override
        void put(ByteBuffer out, long micros, byte[] frame, int kept, int length) {
            out.putInt((int) (micros / SECOND)).putInt((int) (micros % SECOND));
            out.putInt(kept).putInt(length).put(frame, 0, kept);
        }
    },

    /**
     * pcapng: one section with one interface, and enhanced packet blocks
     * (draft-ietf-opsawg-pcapng).
     */
    PCAPNG {
        @Override
        void begin(ByteBuffer out, int snapLength) {
            out.putInt(0x0a0d0d0a).putInt(28).putInt(0x1a2b3c4d);
            out.putShort((short) 1).putShort((short) 0).putLong(-1).putInt(28); // length unknown
            out.putInt(1).putInt(20).putShort((short) ETHERNET).putShort((short) 0);
            out.putInt(snapLength).putInt(20);
        }

        @Override
        int bytes(int kept) {
            return 32 + kept + padding(kept);
        }

        @Override
        void put(ByteBuffer out, long micros, byte[] frame, int kept, int length) {
            out.putInt(6).putInt(bytes(kept)).putInt(0);
            out.putInt((int) (micros >>> 32)).putInt((int) micros);
            out.putInt(kept).putInt(length).put(frame, 0, kept);
            for (int i = padding(kept); i > 0; i--) {
                out.put((byte) 0);
            }
            out.putInt(bytes(kept));
        }

        private int padding(int kept) {
            return -kept & 3;
        }
    };

    private static final int ETHERNET = 1;
    private static final long SECOND = 1_000_000L;

    static PacketRecords of(CapturePlan.Format format) {
        return switch (format) {
            case PCAP -> PCAP;
            case PCAPNG -> PCAPNG;
        };
    }

    /** Begins a file. */
    abstract void begin(ByteBuffer out, int snapLength);

    /** What a packet takes. */
    abstract int bytes(int kept);

    /** Puts a packet. */
    abstract void put(ByteBuffer out, long micros, byte[] frame, int kept, int length);
}
