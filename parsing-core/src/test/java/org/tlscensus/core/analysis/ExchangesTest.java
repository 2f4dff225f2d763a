package org.tlscensus.core.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.row.MessagePart;

/**
 * Which response belongs to which request. {@code q10+5@100}: a request at byte 10 of 5 bytes, the
 * client has all up to 100; {@code p100+50@15}: an OCSP response; {@code o}: another response;
 * {@code i}: an interim one; {@code ?} instead of a number: not known.
 */
class ExchangesTest {
    private static MessagePart part(String text, long time) {
        String[] numbers = text.substring(1).split("[+@]", -1);
        String kind =
                switch (text.charAt(0)) {
                    case 'q' -> MessagePart.GET;
                    case 'p' -> MessagePart.RESPONSE;
                    case 'l' -> MessagePart.LIST_GET;
                    case 'm' -> MessagePart.MAYBE_LIST_GET;
                    case 'c' -> MessagePart.LIST;
                    default -> MessagePart.OTHER_RESPONSE;
                };
        int start = Integer.parseInt(numbers[0]);
        Integer end =
                numbers[1].equals("?") ? null : (Integer) (start + Integer.parseInt(numbers[1]));
        Integer seen = numbers[2].equals("?") ? null : Integer.valueOf(numbers[2]);
        boolean hasMessage =
                List.of(MessagePart.GET, MessagePart.RESPONSE, MessagePart.LIST).contains(kind);
        boolean isRequest = "qlm".indexOf(text.charAt(0)) >= 0;
        return new MessagePart(
                kind,
                !isRequest,
                start,
                end,
                seen,
                time,
                time,
                null,
                text,
                null,
                null,
                text.charAt(0) == 'i' ? 100 : 200,
                null,
                null,
                null,
                null,
                null,
                hasMessage ? new byte[1] : null,
                null,
                null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
        one                        ; q10+5@100 p100+50@15                                  ; q10-p100
        a list                     ; l10+5@100 c100+50@15                                  ; l10-c100
        a list that is not there   ; l10+5@100 o100+50@15                                  ; l10-o100
        a list, no answer          ; l10+5@100                                             ; l10-
        maybe a list               ; m10+5@100 c100+50@15                                  ; m10-c100
        none after all             ; m10+5@100 o100+50@15                                  ; ''
        a list alone               ; c100+50@15                                            ; -c100
        both, an answer lost       ; q10+5@100 l15+5@150 c150+50@20                        ; q10- l15-c150
        both, places not known     ; q10+5@? l15+5@? c150+50@? p200+50@?                   ; q10- l15-c150 -p200
        each its kind              ; l10+5@? q15+5@? p150+50@?                             ; l10- q15-p150
        none                       ; q10+5@100                                             ; q10-
        response alone             ; p100+50@15                                            ; -p100
        two in turn                ; q10+5@100 p100+50@15 q15+5@150 p150+50@20             ; q10-p100 q15-p150
        pipelined                  ; q10+5@100 q15+5@100 q20+5@100 p100+50@25 p150+50@25 p200+50@25 ; q10-p100 q15-p150 q20-p200
        pipelined, one later       ; q10+5@100 q15+5@100 q20+5@150 p100+50@20 p150+50@25 p200+50@25 ; q10-p100 q15-p150 q20-p200
        first response lost        ; q10+5@100 q15+5@150 p150+50@20                        ; q10- q15-p150
        lost, length not known     ; q10+5@100 p100+?@15 q15+5@150 p150+50@20              ; q10-p100 q15-p150
        request lost               ; q10+5@100 p100+50@15 p150+50@20                       ; q10-p100 -p150
        other response             ; q10+5@100 o100+50@15 q15+5@150 p150+50@20             ; q10-o100 q15-p150
        other for another          ; q10+5@100 p100+50@15 o150+50@20                       ; q10-p100
        other after a loss         ; q10+5@100 o150+50@20                                  ; q10-
        interim                    ; q10+5@100 i100+25@12 p125+50@15                       ; q10-p125
        interim, then other        ; q10+5@100 i100+25@12 o125+50@15                       ; q10-o125
        sent again                 ; q10+5@100 q10+5@100 p100+50@15 p100+50@15             ; q10-p100
        inside another             ; q10+5@100 q12+2@100 p100+50@15                        ; q10-p100
        acknowledgments not known  ; q10+5@? q15+5@? p100+50@? p150+50@?                   ; q10-p100 q15-p150
        sequence wraps             ; q-3+5@-50 p-50+100@2 q2+5@50 p50+9@7                  ; q-3-p-50 q2-p50
        response before request    ; p100+50@15 q15+5@150                                  ; -p100 q15-
        """)
    void pairs(String name, String messages, String expected) {
        List<MessagePart> parts = new ArrayList<>();
        for (String text : messages.split(" ", -1)) {
            parts.add(part(text, parts.size()));
        }
        List<String> told = new ArrayList<>();
        for (Exchanges.Exchange exchange : Exchanges.of(parts)) {
            told.add(name(exchange.request()) + "-" + name(exchange.response()));
        }
        List<String> wanted = new ArrayList<>(List.of(expected.split(" ", -1)));
        told.sort(null);
        wanted.sort(null);
        assertEquals(String.join(" ", wanted), String.join(" ", told));
    }

    private static String name(MessagePart part) {
        return part == null ? "" : part.target().substring(0, part.target().indexOf('+'));
    }
}
