package org.tlscensus.core.starttls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tlscensus.core.wire.Side;

/**
 * Who is the server comes from TCP where it shows, and not from words that either side may write.
 */
class RolesTest {
    private static final String HEAD =
            "<?xml version='1.0'?><stream:stream xmlns='jabber:%s'%s"
                    + " xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";
    private static final String TLS = " xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";
    private static final String FEATURES =
            "<stream:features><starttls" + TLS + "</stream:features>";

    static Stream<Script> scripts() {
        return Script.all().filter(script -> !script.expected().equals("-")); // nobody is known
    }

    /**
     * Every dialogue comes out the same whether SYNs were seen or not, and whoever is called what.
     */
    @ParameterizedTest
    @MethodSource("scripts")
    void sidesMayBeCalledEitherWay(Script script) {
        Script opened = script.opened();
        for (int chunk : new int[] {1, 5, Integer.MAX_VALUE}) {
            assertEquals(opened.expected(), Played.play(opened, chunk).outcome(), "opened");
            Script turned = opened.turned();
            assertEquals(turned.expected(), Played.play(turned, chunk).outcome(), "turned");
        }
    }

    static Stream<Arguments> heads() {
        String[] ids = {"", " id=''", " id='42'", " from='a.example' to='b.example' id='42'"};
        List<Arguments> all = new ArrayList<>();
        for (String kind : new String[] {"client", "server"}) {
            for (String ofClient : ids) {
                for (String ofServer : ids) {
                    for (boolean isServerFirst : new boolean[] {false, true}) {
                        all.add(Arguments.of(kind, ofClient, ofServer, isServerFirst));
                    }
                }
            }
        }
        return all.stream();
    }

    /** Whatever is in the heads of XMPP streams, and whoever sends the first. */
    @ParameterizedTest
    @MethodSource("heads")
    void headsOfStreamsTellNothing(
            String kind, String ofClient, String ofServer, boolean isServerFirst) {
        Script.Turn client = turn(Side.CLIENT, String.format(HEAD, kind, ofClient));
        Script.Turn server = turn(Side.SERVER, String.format(HEAD, kind, ofServer) + FEATURES);
        for (String answer : new String[] {"<proceed", "<failure"}) {
            boolean agrees = answer.equals("<proceed");
            List<Script.Turn> turns = new ArrayList<>();
            turns.add(isServerFirst ? server : client);
            turns.add(isServerFirst ? client : server);
            turns.add(turn(Side.CLIENT, "<starttls" + TLS));
            turns.add(turn(Side.SERVER, answer + TLS));
            if (agrees) {
                turns.add(new Script.Turn(Side.CLIENT, Script.CLIENT_HELLO));
            }
            String outcome =
                    "xmpp_"
                            + kind
                            + " offered=true requested accepted="
                            + agrees
                            + (agrees ? " upgraded" : "");
            Script script = new Script("", turns, 40000, 40001, Side.SERVER, outcome);
            for (int chunk : new int[] {1, 7, Integer.MAX_VALUE}) {
                assertEquals(outcome, Played.play(script, chunk).outcome());
                Script turned = script.turned();
                assertEquals(turned.expected(), Played.play(turned, chunk).outcome());
            }
        }
    }

    private static Script.Turn turn(Side side, String text) {
        return new Script.Turn(side, text.getBytes(StandardCharsets.UTF_8));
    }
}
