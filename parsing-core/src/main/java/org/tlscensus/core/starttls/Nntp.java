package org.tlscensus.core.starttls;

import java.util.List;
import java.util.Locale;
import org.tlscensus.core.wire.Side;

/** NNTP (RFC 3977, RFC 4642, RFC 4643). */
final class Nntp implements LineProtocol {
    private static final int CAPABILITY_LIST = 101;
    private static final int GOES_ON_WITH_TLS = 382;

    private enum Command {
        STARTTLS,
        LISTGROUP,
        AUTHENTICATION,
        OTHER
    }

    private final StartTlsState findings;
    private final LineReader client;
    private final LineReader server;
    private final Commands<Command> pending;
    private boolean isGreeted;
    private boolean isListing;
    private boolean isUpgradeListed;
    private boolean isChallenged; // the client's next line is a credential

    Nntp(StartTlsState findings, LineReader client, LineReader server) {
        this.findings = findings;
        this.client = client;
        this.server = server;
        pending = new Commands<>(findings.limits());
        findings.protocol("nntp");
    }

    @Override
    public void client(String line) {
        if (isChallenged) {
            isChallenged = false;
            return;
        }
        switch (Text.upperWord(line, 0)) {
            case "STARTTLS" -> {
                pending.add(Command.STARTTLS);
                findings.requested();
            }
            case "LISTGROUP" -> pending.add(Command.LISTGROUP);
            case "AUTHINFO" -> pending.add(Command.AUTHENTICATION);
            default -> pending.add(Command.OTHER);
        }
    }

    @Override
    public void server(String line) {
        if (isListing) {
            listed(line);
            return;
        }
        int code = Text.code(line);
        if (code < 0) {
            return;
        }
        boolean wasFirst = !isGreeted;
        boolean isUnasked = !isGreeted && !findings.isSeen(Side.CLIENT);
        boolean isGreeting = isUnasked && (code == 200 || code == 201);
        isGreeted = true;
        if (isGreeting) {
            findings.software(Text.afterCode(line));
            return;
        }
        Command command = pending.next();
        pending.replied();
        if (findings.stage() == StartTlsState.Stage.REQUESTED
                && (code == GOES_ON_WITH_TLS || command == Command.STARTTLS)) {
            if (code == GOES_ON_WITH_TLS) {
                findings.accepted();
                pending.clear();
            } else {
                findings.refused();
            }
            return;
        }
        if (code == 400 || wasFirst && code == 502) {
            findings.refusedIfAsked(); // RFC 3977 sections 3.2.1 and 5.1.1: the server ends it
        }
        switch (code) {
            case CAPABILITY_LIST -> isListing = true;
            case 281, 283 -> findings.authenticated();
            case 383 -> isChallenged = true;
            case 335, 340 -> client.beginText();
            case 100, 215, 220, 221, 222, 224, 225, 230, 231 -> server.beginText();
            case 211 -> {
                if (command == Command.LISTGROUP) {
                    server.beginText();
                }
            }
            default -> client.endText();
        }
    }

    private void listed(String line) {
        if (line.equals(".")) {
            findings.listed(isUpgradeListed);
            isListing = false;
            isUpgradeListed = false;
            return;
        }
        List<String> words = Text.words(line);
        if (words.isEmpty()) {
            return;
        }
        List<String> arguments = words.subList(1, words.size());
        String keyword = words.get(0).toUpperCase(Locale.ROOT);
        switch (keyword) {
            case "STARTTLS" -> isUpgradeListed = true;
            case "SASL" -> findings.mechanisms(arguments);
            case "AUTHINFO" -> {
                if (arguments.contains("USER")) {
                    findings.mechanism("USER");
                }
            }
            default -> findings.unknownCapability(keyword, "STARTTLS");
        }
    }

    @Override
    public void gap() {
        pending.clear();
        isGreeted = true;
        isListing = false;
        isChallenged = false;
        client.endText();
        server.endText();
    }
}
