package org.tlscensus.core.starttls;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tlscensus.core.wire.Side;

/** IMAP (RFC 9051, RFC 3501, RFC 2595). */
final class Imap implements LineProtocol {
    private enum Command {
        STARTTLS,
        AUTHENTICATION
    }

    private final StartTlsState findings;
    private final LineReader client;
    private final LineReader server;
    private final Map<String, Command> pending = new HashMap<>(); // by tag
    private int awaitedLiteral = -1; // bytes the client sends once the server agrees
    private boolean isRestOfCommand;
    private boolean isRestOfResponse;
    private boolean isGreeted;

    Imap(StartTlsState findings, LineReader client, LineReader server) {
        this.findings = findings;
        this.client = client;
        this.server = server;
        findings.protocol("imap");
    }

    @Override
    public void client(String line) {
        boolean isRest = isRestOfCommand;
        isRestOfCommand = false;
        int literal = Text.literal(line);
        if (literal >= 0) {
            isRestOfCommand = true;
            if (line.endsWith("+}") || !findings.isSeen(Side.SERVER)) {
                client.skip(literal);
            } else {
                awaitedLiteral = literal;
            }
        }
        if (!isRest) {
            command(line);
        }
    }

    private void command(String line) {
        List<String> words = Text.words(line);
        if (words.size() < 2 || pending.size() >= findings.limits().pendingCommands()) {
            return;
        }
        switch (words.get(1).toUpperCase(Locale.ROOT)) {
            case "STARTTLS" -> {
                pending.put(words.get(0), Command.STARTTLS);
                findings.requested();
            }
            case "LOGIN", "AUTHENTICATE" -> pending.put(words.get(0), Command.AUTHENTICATION);
            default -> {}
        }
    }

    @Override
    public void server(String line) {
        boolean isRest = isRestOfResponse;
        int literal = Text.literal(line);
        isRestOfResponse = literal >= 0;
        if (isRestOfResponse) {
            server.skip(literal);
        }
        if (isRest) {
            return;
        }
        if (line.startsWith("+")) {
            if (awaitedLiteral >= 0) {
                client.skip(awaitedLiteral);
                awaitedLiteral = -1;
            }
        } else if (line.startsWith("* ")) {
            untagged(line.substring(2));
        } else {
            tagged(line);
        }
    }

    private void untagged(String response) {
        String word = Text.upperWord(response, 0);
        switch (word) {
            case "OK" -> {
                code(response);
                if (!isGreeted && !findings.isSeen(Side.CLIENT)) {
                    int codeEnd = response.indexOf(']');
                    findings.software(response.substring(Math.max(word.length(), codeEnd + 1)));
                }
            }
            case "PREAUTH" -> { // its text may name the user
                code(response);
                findings.anomaly(StartTlsAnomaly.PREAUTHENTICATED);
                findings.authenticated();
            }
            case "CAPABILITY" -> capabilities(response.substring(word.length()));
            case "BYE" -> findings.refusedIfAsked();
            default -> {}
        }
        isGreeted = true;
    }

    /** A capability list may stand in brackets, as a response code. */
    private void code(String response) {
        String start = "[CAPABILITY ";
        int open = response.indexOf('[');
        int close = response.indexOf(']');
        if (open >= 0 && close > open && Text.startsWith(response.substring(open), start)) {
            capabilities(response.substring(open + start.length(), close));
        }
    }

    private void capabilities(String list) {
        if (findings.isAuthenticated()) {
            return; // the upgrade is over and rightly missing
        }
        boolean isUpgradeListed = false;
        for (String word : Text.words(list)) {
            String capability = word.toUpperCase(Locale.ROOT);
            if (capability.equals("STARTTLS")) {
                isUpgradeListed = true;
            } else if (capability.startsWith("AUTH=")) {
                findings.mechanism(capability.substring("AUTH=".length()));
            } else {
                findings.unknownCapability(capability, "STARTTLS");
            }
        }
        findings.listed(isUpgradeListed);
    }

    private void tagged(String line) {
        List<String> words = Text.words(line);
        if (words.size() < 2) {
            return;
        }
        Command command = pending.remove(words.get(0));
        boolean isOk = words.get(1).equalsIgnoreCase("OK");
        awaitedLiteral = -1;
        if (command == Command.AUTHENTICATION) {
            isRestOfCommand = false;
            if (isOk) {
                findings.authenticated();
            }
        } else if (command == Command.STARTTLS
                && findings.stage() == StartTlsState.Stage.REQUESTED) {
            if (isOk) {
                findings.accepted();
            } else {
                findings.refused();
            }
        }
        code(line);
    }

    @Override
    public void gap() {
        isRestOfCommand = false;
        isRestOfResponse = false;
        awaitedLiteral = -1;
    }
}
