package org.tlscensus.core.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.tlscensus.core.wire.Side;

/** Builds records and messages for tests, and runs dialogues over them. */
final class Wire {
    /** The random of a HelloRetryRequest (RFC 8446 section 4.1.3). */
    static final String RETRY = "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";

    static final String RANDOM = "52efc37bceda522242fc28a2b4f13d3dfb2e1479d1f7064903c9288f9f73d123";

    private Wire() {}

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    static byte[] message(int type, byte[] body) {
        int n = body.length;
        return join(new byte[] {(byte) type, (byte) (n >> 16), (byte) (n >> 8), (byte) n}, body);
    }

    static byte[] record(int type, byte[] body) {
        int n = body.length;
        return join(new byte[] {(byte) type, 3, 3, (byte) (n >> 8), (byte) n}, body);
    }

    /** A record for every so many bytes of messages. */
    static byte[] records(byte[] messages, int size) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int at = 0; at < messages.length; at += size) {
            int end = Math.min(messages.length, at + size);
            all.writeBytes(record(ContentType.HANDSHAKE, Arrays.copyOfRange(messages, at, end)));
        }
        return all.toByteArray();
    }

    /** A ClientHello with two suites and these extensions, without their block's length. */
    static byte[] clientHello(String extensions) {
        byte[] block = hex(extensions);
        byte[] length = {(byte) (block.length >> 8), (byte) block.length};
        byte[] start = hex("0303" + RANDOM + "00" + "0004c02f002f" + "0100");
        return message(HandshakeType.CLIENT_HELLO, join(start, length, block));
    }

    static byte[] serverHello(String suite, String extensions) {
        byte[] block = hex(extensions);
        byte[] length = {(byte) (block.length >> 8), (byte) block.length};
        byte[] start = hex("0303" + RANDOM + "00" + suite + "00");
        return message(HandshakeType.SERVER_HELLO, join(start, length, block));
    }

    /** A Certificate with one certificate of one byte. */
    static byte[] certificate() {
        return message(HandshakeType.CERTIFICATE, hex("000004 000001 30"));
    }

    static byte[] changeCipherSpec() {
        return record(ContentType.CHANGE_CIPHER_SPEC, new byte[] {1});
    }

    static byte[] encrypted(int type, int length) {
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) 0xe7);
        return record(type, body);
    }

    /** Several of one side's messages in a record. */
    static byte[] flight(byte[]... messages) {
        return record(ContentType.HANDSHAKE, join(messages));
    }

    static void send(TlsDialogue dialogue, Side sender, byte[]... records) {
        byte[] all = join(records);
        dialogue.bytes(sender, 0, all, 0, all.length);
    }
}
