package org.tlscensus.jobs.generate.handshake;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cuts what an endpoint of Bouncy Castle's sends into parts. */
final class RecordSplitter {
    private static final int HEADER = 5;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;
    private static final int APPLICATION_DATA = 23;
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;
    private static final int NEW_SESSION_TICKET = 4;
    private static final int CERTIFICATE = 11;
    private static final int CERTIFICATE_STATUS = 22;

    private final List<Part> parts = new ArrayList<>();
    private final Map<Side, ByteArrayOutputStream> pending = new EnumMap<>(Side.class);
    private final Set<Side> encrypting = EnumSet.noneOf(Side.class);

    private final boolean isTls13;

    /**
     * @param isTls13 then a ChangeCipherSpec says nothing (RFC 8446 appendix D.4)
     */
    RecordSplitter(boolean isTls13) {
        this.isTls13 = isTls13;
    }

    List<Part> parts() {
        return parts;
    }

    /** Takes whole records. */
    void add(Side side, byte[] records) {
        int at = 0;
        while (at < records.length) {
            int type = records[at] & 0xff;
            int version = u16(records, at + 1);
            int end = at + HEADER + u16(records, at + 3);
            byte[] body = Arrays.copyOfRange(records, at + HEADER, end);
            if (encrypting.contains(side) || type == APPLICATION_DATA) {
                parts.add(new Part(side, Part.Kind.ENCRYPTED, type, version, body));
            } else if (type == HANDSHAKE) {
                addMessages(side, version, body);
            } else {
                parts.add(new Part(side, Part.Kind.CLEAR, type, version, body));
            }
            if (type == CHANGE_CIPHER_SPEC && !isTls13) {
                encrypting.add(side);
            }
            at = end;
        }
    }

    private void addMessages(Side side, int version, byte[] body) {
        ByteArrayOutputStream stream =
                pending.computeIfAbsent(side, any -> new ByteArrayOutputStream());
        stream.writeBytes(body);
        byte[] bytes = stream.toByteArray();
        int at = 0;
        while (at + 4 <= bytes.length) {
            int end = at + 4 + ((bytes[at + 1] & 0xff) << 16 | u16(bytes, at + 2));
            if (end > bytes.length) {
                break;
            }
            byte[] message = Arrays.copyOfRange(bytes, at, end);
            parts.add(new Part(side, kind(message[0]), HANDSHAKE, version, message));
            at = end;
        }
        stream.reset();
        stream.write(bytes, at, bytes.length - at);
    }

    private static Part.Kind kind(int messageType) {
        return switch (messageType) {
            case CLIENT_HELLO -> Part.Kind.CLIENT_HELLO;
            case SERVER_HELLO -> Part.Kind.SERVER_HELLO;
            case NEW_SESSION_TICKET -> Part.Kind.NEW_SESSION_TICKET;
            case CERTIFICATE -> Part.Kind.CERTIFICATE;
            case CERTIFICATE_STATUS -> Part.Kind.CERTIFICATE_STATUS;
            default -> Part.Kind.CLEAR;
        };
    }

    static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
