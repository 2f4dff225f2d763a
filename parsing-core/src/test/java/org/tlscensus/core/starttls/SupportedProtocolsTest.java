package org.tlscensus.core.starttls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tlscensus.core.SupportMatrix;
import org.tlscensus.core.row.Meaning;
import org.tlscensus.core.row.StartTlsRow;

/** The protocols on the page, of the column's meaning, and of the scripts are the same. */
class SupportedProtocolsTest {
    @Test
    void everyProtocolIsOnThePage() {
        RecordComponent column = StartTlsRow.class.getRecordComponents()[0];
        assertEquals("protocol", column.getName());
        String meaning = column.getAnnotation(Meaning.class).value();
        assertEquals(new TreeSet<>(Set.of(meaning.split(", "))), SupportMatrix.read("StartTLS"));
        Set<String> scripted =
                Script.all()
                        .map(script -> script.expected().replaceFirst(" .*", ""))
                        .filter(word -> !word.equals("-"))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(scripted, SupportMatrix.read("StartTLS"));
    }

    @Test
    void everyCarrierIsOnThePage() {
        Set<String> carriers = SupportMatrix.read("Carriers");
        Set<String> protocols = SupportMatrix.read("StartTLS");
        for (Protocol protocol : Protocol.values()) {
            String word =
                    switch (protocol) {
                        case SOCKS4, SOCKS5 -> "SOCKS";
                        case OPENVPN -> "OpenVPN";
                        case XMPP -> "xmpp_client";
                        default -> protocol.name().toLowerCase(Locale.ROOT);
                    };
            boolean isTold =
                    Stream.concat(carriers.stream(), protocols.stream())
                            .anyMatch(told -> told.startsWith(word));
            assertTrue(isTold, word);
        }
    }
}
