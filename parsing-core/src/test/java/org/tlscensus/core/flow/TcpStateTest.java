package org.tlscensus.core.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpStateTest {
    /** Events in TcpEvents' letters; the low end (upper case) is the client. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    SYN alone                             | S      | S0
                    SYN again                             | SS     | S0
                    three-way handshake                   | ShD    | S1
                    normal close                          | ShDdFf | SF
                    client closes first, server goes on   | ShDdFd | S2
                    server closes first                   | ShDdf  | S3
                    client aborts                         | ShDR   | RSTO
                    server aborts                         | ShDdr  | RSTR
                    refused                               | Sr     | REJ
                    SYN, then RST of the client           | SR     | RSTOS0
                    SYN, then FIN of the client           | SF     | SH
                    SYN-ACK, then RST, no SYN             | hr     | RSTRH
                    SYN-ACK, then FIN, no SYN             | hf     | SHR
                    in its midst                          | Dd     | OTH
                    in its midst, closed                  | DdFf   | SF
                    answer without a SYN-ACK              | Sd     | OTH
                    an RST without a SYN                  | R      | OTH
                    SYN-ACK, then the client, no SYN      | hD     | S1
                    SYN-ACK alone                         | h      | OTH
                    SYN-ACK behind the client, no SYN     | Dh     | OTH
                    FIN, then an RST for what came late   | ShFR   | RSTO
                    the same of the server                | Shfr   | RSTR
                    the other end's FIN makes it normal   | ShFRf  | SF
                    and it stays so                       | ShFRfR | SF
                    RST behind both FINs                  | ShFfR  | SF
                    FIN, then an RST of the other end     | ShfR   | RSTO
                    both ends' RST, one behind its FIN    | ShfrR  | RSTR
                    the same, the other one first         | ShfRr  | RSTR
                    RST, then the other end's FIN         | ShRf   | RSTO
                    """)
    void wordsAreZeeks(String name, String letters, String expected) {
        long events = TcpEvents.join(TcpEvents.NONE, letters);
        assertEquals(expected, TcpEvents.state(events, End.LOW).word(true), name);
        String swapped = swapCase(letters);
        long mirrored = TcpEvents.join(TcpEvents.NONE, swapped);
        assertEquals(expected, TcpEvents.state(mirrored, End.HIGH).word(true), name + ", mirrored");
    }

    /** An RST for an RST is a rejection, unless there was payload. */
    @ParameterizedTest
    @CsvSource({"true, RSTR", "false, REJ"})
    void anRstForAnRst(boolean anyPayload, String expected) {
        long events = TcpEvents.join(TcpEvents.NONE, "ShDRr");
        assertEquals(expected, TcpEvents.state(events, End.LOW).word(anyPayload));
        long ofOne = TcpEvents.join(TcpEvents.NONE, "ShDr");
        assertEquals("RSTR", TcpEvents.state(ofOne, End.LOW).word(anyPayload));
    }

    @ParameterizedTest
    @CsvSource({"ShD, false", "ShDF, false", "ShDf, false", "ShDFf, true", "ShDR, true", "r, true"})
    void isClosed(String letters, boolean expected) {
        assertEquals(expected, TcpEvents.isClosed(TcpEvents.join(TcpEvents.NONE, letters)));
    }

    static String swapCase(String letters) {
        StringBuilder swapped = new StringBuilder();
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            swapped.append(
                    Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c));
        }
        return swapped.toString();
    }

    /** Cutting the events anywhere and joining the halves gives the whole. */
    @ParameterizedTest
    @CsvSource({"ShDdFf", "SrSr", "DdFRfr", "ShhDdR"})
    void halvesJoin(String letters) {
        long whole = TcpEvents.join(TcpEvents.NONE, letters);
        for (int cut = 0; cut <= letters.length(); cut++) {
            long first = TcpEvents.join(TcpEvents.NONE, letters.substring(0, cut));
            long second = TcpEvents.join(TcpEvents.NONE, letters.substring(cut));
            assertEquals(whole, TcpEvents.join(first, TcpEvents.toText(second)));
        }
    }
}
