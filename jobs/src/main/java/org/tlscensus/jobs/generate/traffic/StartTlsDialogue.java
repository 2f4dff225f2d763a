package org.tlscensus.jobs.generate.traffic;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tlscensus.jobs.generate.handshake.Flight;
import org.tlscensus.jobs.generate.handshake.Side;
import org.tlscensus.jobs.generate.plan.Protocol;
import org.tlscensus.jobs.generate.truth.TrueStartTls;

/** A dialogue in the clear, and whether it ends in TLS. */
final class StartTlsDialogue {
    /** What comes of the upgrade. */
    enum Outcome {
        NOT_OFFERED,
        NOT_REQUESTED,
        REFUSED,
        UPGRADED
    }

    private final Protocol protocol;
    private final Dialogues lines;
    private final Outcome outcome;
    private final String server;
    private final String client;

    /**
     * @param server what the server calls itself
     * @param client what the client calls itself
     */
    StartTlsDialogue(Protocol protocol, Outcome outcome, String server, String client) {
        this.protocol = protocol;
        this.outcome = outcome;
        this.server = server;
        this.client = client;
        lines = Dialogues.of(protocol);
    }

    boolean isUpgraded() {
        return outcome == Outcome.UPGRADED;
    }

    TrueStartTls truth() {
        boolean isRequested = outcome == Outcome.REFUSED || outcome == Outcome.UPGRADED;
        return new TrueStartTls(
                protocol.word(),
                outcome != Outcome.NOT_OFFERED,
                isRequested,
                isRequested ? outcome == Outcome.UPGRADED : null,
                outcome == Outcome.UPGRADED,
                lines.mechanisms(),
                outcome != Outcome.UPGRADED && lines.logsIn());
    }

    /** All that is said in the clear: a flight for each time that another side speaks. */
    List<Flight> flights() {
        StringBuilder text = new StringBuilder(lines.opening());
        switch (outcome) {
            case NOT_OFFERED, NOT_REQUESTED -> text.append(lines.clear());
            case REFUSED ->
                    text.append(lines.request())
                            .append('\n')
                            .append(lines.refusal())
                            .append('\n')
                            .append(lines.clear());
            case UPGRADED -> text.append(lines.request()).append('\n').append(lines.acceptance());
        }
        List<Flight> flights = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Side side = null;
        for (String line : text.toString().lines().toList()) {
            String said = said(line);
            if (said == null) {
                continue;
            }
            Side speaker = said.charAt(0) == 'C' ? Side.CLIENT : Side.SERVER;
            if (side != null && speaker != side) {
                flights.add(Flight.of(side, bytes.toByteArray()));
                bytes.reset();
            }
            side = speaker;
            String words = said.length() < 2 ? "" : said.substring(2);
            bytes.writeBytes(
                    (words.replace("{server}", server).replace("{client}", client) + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
        flights.add(Flight.of(side, bytes.toByteArray()));
        return flights;
    }

    /** A line without its condition; null when that does not hold. */
    private String said(String line) {
        boolean isOffered = outcome != Outcome.NOT_OFFERED;
        return switch (line.charAt(0)) {
            case '?' -> isOffered ? line.substring(1) : null;
            case '!' -> isOffered ? null : line.substring(1);
            default -> line;
        };
    }
}
