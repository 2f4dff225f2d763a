package org.tlscensus.core.starttls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.core.wire.Side;

/**
 * What a middlebox puts before a protocol never hides it: every prefix before every dialogue, in
 * segments of its own, in one with what follows, and cut anywhere.
 */
class PrefixesTest {
    private static final int WHOLE = Integer.MAX_VALUE;
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    /** Bytes before a dialogue, and the word of the proxy that they lead through. */
    private record Prefix(String name, String proxy, List<Script.Turn> turns) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Script.Turn turn(Side side, byte[]... parts) {
        int length = Stream.of(parts).mapToInt(part -> part.length).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        Stream.of(parts).forEach(all::put);
        return new Script.Turn(side, all.array());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static Prefix header(String name, byte[]... parts) {
        return new Prefix(name, null, List.of(turn(Side.CLIENT, parts)));
    }

    private static byte[] version2(String hex) {
        return hex(SIGNATURE + hex);
    }

    private static List<Prefix> headers() {
        byte[] line = text("PROXY TCP4 192.0.2.1 198.51.100.2 50000 443\r\n");
        byte[] tcp4 = version2("21 11 000c c0000201 c6336402 c350 01bb");
        return List.of(
                header("PROXY TCP4", line),
                header("PROXY TCP6", text("PROXY TCP6 2001:db8::1 2001:db8::2 50000 443\r\n")),
                header("PROXY UNKNOWN", text("PROXY UNKNOWN\r\n")),
                header("version 2, TCP over IPv4", tcp4),
                header("version 2, UDP over IPv6", version2("21 22 0024" + "20".repeat(36))),
                header("version 2, Unix", version2("21 31 00d8" + "2f".repeat(216))),
                header("version 2, LOCAL", version2("20 00 0000")),
                header(
                        "version 2, TLVs that look like TLS",
                        version2("21 11 0041 c0000201 c6336402 c350 01bb 04 0032"),
                        Script.CLIENT_HELLO),
                header("two headers", line, tcp4));
    }

    private static Prefix proxy(String name, String word, Object... turns) {
        List<Script.Turn> all = new ArrayList<>();
        for (int i = 0; i < turns.length; i++) {
            all.add(turn(i % 2 == 0 ? Side.CLIENT : Side.SERVER, (byte[]) turns[i]));
        }
        return new Prefix(name, word, all);
    }

    private static List<Prefix> tunnels(int port) {
        String target = "example.org:" + port;
        String to = String.format("0001 c0000201 %04x", port);
        byte[] socks5 = hex("0500 0001 00000000 0000");
        byte[] line = text("PROXY TCP4 192.0.2.1 198.51.100.2 50000 443\r\n");
        return List.of(
                proxy(
                        "CONNECT",
                        "http_connect",
                        text("CONNECT " + target + " HTTP/1.1\r\nHost: a\r\n\r\n"),
                        text("HTTP/1.1 204 No Content\r\n\r\n")),
                proxy(
                        "SOCKS 4",
                        "socks4",
                        hex(String.format("0401 %04x c0000201 00", port)),
                        hex("005a 0000 00000000")),
                proxy("SOCKS 5", "socks5", hex("050100"), hex("0500"), hex("0501" + to), socks5),
                new Prefix(
                        "a header before and behind CONNECT",
                        "http_connect",
                        List.of(
                                turn(
                                        Side.CLIENT,
                                        line,
                                        text("CONNECT " + target + " HTTP/1.1\r\n\r\n")),
                                turn(Side.SERVER, text("HTTP/1.1 200 OK\r\n\r\n")),
                                turn(Side.CLIENT, line))));
    }

    static Stream<Arguments> prefixed() {
        return Script.all()
                .flatMap(
                        script ->
                                Stream.concat(
                                                headers().stream(),
                                                tunnels(script.serverPort()).stream())
                                        .map(prefix -> Arguments.of(prefix, script)));
    }

    @ParameterizedTest
    @MethodSource("prefixed")
    void hidesNothing(Prefix prefix, Script script) {
        boolean isTurned = script.expected().contains("server=CLIENT");
        List<Script.Turn> turns = new ArrayList<>();
        for (Script.Turn turn : prefix.turns()) {
            turns.add(isTurned ? new Script.Turn(turn.sender().other(), turn.bytes()) : turn);
        }
        turns.addAll(script.turns());
        Script whole =
                new Script(
                        script.name(),
                        turns,
                        script.clientPort(),
                        script.serverPort(),
                        script.acceptor(),
                        script.expected());
        String expected = expected(prefix, script);
        assertEquals(expected, Played.playTurns(whole).outcome(), "in segments of its own");
        for (int chunk : new int[] {WHOLE, 1, 2, 7, 17}) {
            assertEquals(expected, Played.play(whole, chunk).outcome(), "by " + chunk);
        }
    }

    private static String expected(Prefix prefix, Script script) {
        String words = script.expected().replaceFirst(" proxy=\\w+", "");
        if (prefix.proxy() != null) {
            return words + " proxy=" + prefix.proxy();
        }
        return script.expected();
    }
}
