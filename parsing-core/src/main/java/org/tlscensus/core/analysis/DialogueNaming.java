package org.tlscensus.core.analysis;

import org.tlscensus.core.row.ProxyProtocolRow;
import org.tlscensus.core.row.StartTlsRow;
import org.tlscensus.core.row.TlsRow;
import org.tlscensus.core.wire.AddressText;

/** What rows tell of what the ends said to each other, as a naming has it. */
final class DialogueNaming {
    /** In the place of an address that is left out of a text. */
    private static final String LEFT_OUT = "-";

    private final Naming naming;

    DialogueNaming(Naming naming) {
        this.naming = naming;
    }

    /** The header that tells for whom a proxy opened the connection. */
    ProxyProtocolRow proxyProtocol(ProxyProtocolRow header) {
        if (header == null) {
            return null;
        }
        return new ProxyProtocolRow(
                header.version(),
                source(header.sourceAddress()),
                header.sourcePort(),
                header.destinationAddress(),
                header.destinationPort(),
                naming.tellsServerNames() ? header.authority() : null,
                header.alpn());
    }

    /** A path of a Unix socket has no other name, and may tell a user's. */
    private String source(String address) {
        if (address == null || !naming.hidesClients()) {
            return address;
        }
        return AddressText.parse(address) == null ? null : naming.toldClient(address);
    }

    TlsRow tls(TlsRow tls) {
        return tls == null || naming.tellsServerNames() ? tls : tls.withoutServerName();
    }

    /** Some servers greet a client with its address. */
    StartTlsRow starttls(StartTlsRow dialogue, Endpoints ends) {
        if (dialogue == null || dialogue.serverSoftware() == null || !naming.hidesClients()) {
            return dialogue;
        }
        String banner = without(dialogue.serverSoftware(), ends.clientAddress());
        return dialogue.withServerSoftware(
                ends.mayServerBeClient() ? without(banner, ends.serverAddress()) : banner);
    }

    private String without(String text, String address) {
        String told = naming.toldClient(address);
        StringBuilder out = new StringBuilder(text.length());
        int done = 0;
        for (int at = text.indexOf(address); at >= 0; at = text.indexOf(address, done)) {
            int end = at + address.length();
            boolean isAlone = !isPartOfAddress(text, at - 1) && !isPartOfAddress(text, end);
            out.append(text, done, at);
            out.append(!isAlone ? address : told == null ? LEFT_OUT : told);
            done = end;
        }
        return out.append(text, done, text.length()).toString();
    }

    /** A digit beside the digits makes another address of them. */
    private static boolean isPartOfAddress(String text, int at) {
        return at >= 0 && at < text.length() && Character.isDigit(text.charAt(at));
    }
}
