package org.tlscensus.core.tls.quic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A version of QUIC whose Initial packets can be opened.
 *
 * @param name 1, 2, draft-29, Q050, …
 * @param salts those that its packets may be protected with
 */
record QuicVersion(int number, String name, Family family, List<InitialSalt> salts) {
    /** How packets and frames are laid out. */
    enum Family {
        IETF,
        /** As IETF, with other numbers for the types of long headers (RFC 9369 section 3.2). */
        IETF_2,
        /** Google's own frames behind IETF's headers and protection. */
        GOOGLE
    }

    /** Type of a packet with a long header (RFC 9000 section 17.2). */
    enum PacketType {
        INITIAL,
        ZERO_RTT,
        HANDSHAKE,
        RETRY
    }

    /** The version number of a Version Negotiation packet (RFC 9000 section 17.2.1). */
    static final int NEGOTIATION = 0;

    private static final int V1 = 1;
    private static final int V2 = 0x6b3343cf;
    private static final int V2_DRAFT = 0x709a50c4;

    /** The version of that number; null when it is unknown. */
    static QuicVersion of(int number) {
        if ((number & 0x0f0f0f0f) == 0x0a0a0a0a) {
            // Reserved to force a negotiation (RFC 9000 section 15); clients protect the packet as
            // in a version that they do speak.
            return ietf(number, String.format("0x%08x", number), InitialSalt.LIKE_V1);
        }
        return switch (number) {
            case V1 -> ietf(number, "1", List.of(InitialSalt.V1));
            case V2 -> new QuicVersion(number, "2", Family.IETF_2, List.of(InitialSalt.V2));
            case V2_DRAFT ->
                    new QuicVersion(
                            number, "2-draft", Family.IETF_2, List.of(InitialSalt.V2_DRAFT));
            default ->
                    switch (number >>> 8) {
                        case 0xff0000 -> draft(number);
                        case 0xfaceb0 ->
                                ietf(
                                        number,
                                        String.format("mvfst-%02x", number & 0xff),
                                        InitialSalt.LIKE_V1);
                        default -> google(number);
                    };
        };
    }

    private static QuicVersion draft(int number) {
        int draft = number & 0xff;
        InitialSalt salt;
        if (draft < 21 || draft > 34) {
            return null;
        } else if (draft < 23) {
            salt = InitialSalt.DRAFT_21;
        } else if (draft < 29) {
            salt = InitialSalt.DRAFT_23;
        } else if (draft < 33) {
            salt = InitialSalt.DRAFT_29;
        } else {
            salt = InitialSalt.V1;
        }
        return ietf(number, "draft-" + draft, List.of(salt));
    }

    private static QuicVersion google(int number) {
        String name = text(number);
        return switch (name) {
            case "Q050" -> new QuicVersion(number, name, Family.GOOGLE, List.of(InitialSalt.Q050));
            case "T050" -> new QuicVersion(number, name, Family.GOOGLE, List.of(InitialSalt.T050));
            case "T051" -> new QuicVersion(number, name, Family.GOOGLE, List.of(InitialSalt.T051));
            default -> null;
        };
    }

    private static QuicVersion ietf(int number, String name, List<InitialSalt> salts) {
        return new QuicVersion(number, name, Family.IETF, salts);
    }

    /** The four characters that Google's versions are. */
    static String text(int number) {
        byte[] bytes = ByteBuffer.allocate(4).putInt(number).array();
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    PacketType packetType(int firstByte) {
        int type = firstByte >>> 4 & 3;
        return PacketType.values()[family == Family.IETF_2 ? type + 3 & 3 : type];
    }
}
