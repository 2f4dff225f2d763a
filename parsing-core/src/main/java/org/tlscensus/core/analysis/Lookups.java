package org.tlscensus.core.analysis;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.dns.DnsLimits;
import org.tlscensus.core.dns.DnsMessage;
import org.tlscensus.core.flow.End;
import org.tlscensus.core.flow.FlowKey;
import org.tlscensus.core.packet.PacketDecoder;
import org.tlscensus.core.row.ConnectionPart;
import org.tlscensus.core.row.LookupPart;
import org.tlscensus.core.row.MessagePart;
import org.tlscensus.core.wire.AddressText;
import org.tlscensus.core.wire.ParseException;

/** DNS queries and answers, by UDP and by TCP. */
public final class Lookups {
    private Lookups() {}

    /** The query or answer that a datagram is; null when it is none. */
    static LookupPart inDatagram(PacketDecoder datagram, long timeNanos) {
        byte[] bytes = datagram.payloadBytes();
        int offset = datagram.payloadOffset();
        int length = datagram.payloadLength();
        boolean isCut = length < datagram.payloadOriginalLength();
        if (isCut || !DnsMessage.mayBe(bytes, offset, length) || isLookAlike(datagram)) {
            return null;
        }
        DnsMessage message = parse(bytes, offset, length);
        if (message == null) {
            return null;
        }
        String source = AddressText.of(datagram.sourceHigh(), datagram.sourceLow());
        String destination = AddressText.of(datagram.destinationHigh(), datagram.destinationLow());
        return message.isAnswer()
                ? part(
                        message,
                        LookupPart.UDP,
                        destination,
                        datagram.destinationPort(),
                        source,
                        datagram.sourcePort(),
                        timeNanos)
                : part(
                        message,
                        LookupPart.UDP,
                        source,
                        datagram.sourcePort(),
                        destination,
                        datagram.destinationPort(),
                        timeNanos);
    }

    /**
     * NetBIOS names, multicast DNS (RFC 6762) and LLMNR (RFC 4795) have the same form, and tell
     * nothing of DNS. Who is asked has their port; who asks may have it for a query of DNS, too.
     */
    private static boolean isLookAlike(PacketDecoder datagram) {
        boolean isAnswer = DnsMessage.isAnswerAt(datagram.payloadBytes(), datagram.payloadOffset());
        int port = isAnswer ? datagram.sourcePort() : datagram.destinationPort();
        return port == 137 || port == 5353 || port == 5355;
    }

    /** The queries and answers of a whole connection by TCP. */
    public static List<LookupPart> inConnection(ConnectionPart connection) {
        List<LookupPart> lookups = new ArrayList<>(0);
        List<MessagePart> distinct = Exchanges.distinct(connection.messages());
        for (MessagePart part : distinct) {
            if (!part.kind().equals(MessagePart.DNS)) {
                continue;
            }
            DnsMessage message = parse(part.message(), 0, part.message().length);
            if (message == null) {
                continue;
            }
            long[] flow = FlowKey.fromBytes(connection.flowKey());
            End sender = End.of(part.fromHigh());
            End clientEnd = message.isAnswer() ? sender.other() : sender;
            String low = AddressText.of(flow[0], flow[1]);
            String high = AddressText.of(flow[2], flow[3]);
            lookups.add(
                    part(
                            message,
                            LookupPart.TCP,
                            clientEnd.isHigh() ? high : low,
                            FlowKey.port(flow, clientEnd),
                            clientEnd.isHigh() ? low : high,
                            FlowKey.port(flow, clientEnd.other()),
                            part.lastNanos()));
        }
        return lookups;
    }

    private static DnsMessage parse(byte[] bytes, int offset, int length) {
        try {
            return DnsMessage.parse(bytes, offset, length, DnsLimits.DEFAULTS);
        } catch (ParseException e) {
            return null; // it only looked like one
        }
    }

    private static LookupPart part(
            DnsMessage message,
            String transport,
            String client,
            int clientPort,
            String server,
            int serverPort,
            long timeNanos) {
        return new LookupPart(
                message.isAnswer(),
                transport,
                client,
                clientPort + " " + server + " " + serverPort + " " + message.id(),
                message.name(),
                message.type(),
                timeNanos,
                message.isAnswer() ? (Integer) message.responseCode() : null,
                message.isAnswer() && message.hasRecords(),
                message.isAnswer() ? message.nameAnswers(DnsLimits.DEFAULTS) : List.of());
    }
}
