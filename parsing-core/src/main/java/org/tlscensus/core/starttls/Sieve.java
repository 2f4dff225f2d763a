package org.tlscensus.core.starttls;

import java.util.List;
import java.util.Locale;

/** ManageSieve (RFC 5804). */
final class Sieve implements LineProtocol {
    private enum Command {
        STARTTLS,
        AUTHENTICATE,
        OTHER
    }

    private final StartTlsState findings;
    private final LineReader client;
    private final LineReader server;
    private final Commands<Command> pending;
    private boolean isRestOfCommand;
    private boolean isListed; // the reply that goes on has capabilities
    private boolean isUpgradeListed;

    Sieve(StartTlsState findings, LineReader client, LineReader server) {
        this.findings = findings;
        this.client = client;
        this.server = server;
        pending = new Commands<>(findings.limits());
        findings.protocol("sieve");
    }

    @Override
    public void client(String line) {
        boolean isRest = isRestOfCommand;
        int literal = Text.literal(line);
        isRestOfCommand = literal >= 0;
        if (isRestOfCommand) {
            client.skip(literal);
        }
        boolean isCredential = line.isEmpty() || line.startsWith("\"") || line.startsWith("{");
        if (isRest || isCredential) {
            return;
        }
        switch (Text.upperWord(line, 0)) {
            case "STARTTLS" -> {
                pending.add(Command.STARTTLS);
                findings.requested();
            }
            case "AUTHENTICATE" -> pending.add(Command.AUTHENTICATE);
            default -> pending.add(Command.OTHER);
        }
    }

    @Override
    public void server(String line) {
        if (Text.literal(line) >= 0) {
            server.skip(Text.literal(line));
        }
        switch (Text.upperWord(line, 0)) {
            case "OK" -> reply(true);
            case "NO", "BYE" -> reply(false);
            default -> capability(line);
        }
    }

    private void capability(String line) {
        List<String> words = Text.words(line.replace('"', ' '));
        if (!line.startsWith("\"") || words.isEmpty()) {
            return;
        }
        List<String> values = words.subList(1, words.size());
        String keyword = words.get(0).toUpperCase(Locale.ROOT);
        switch (keyword) {
            case "STARTTLS" -> isUpgradeListed = true;
            case "SASL" -> findings.mechanisms(values);
            case "IMPLEMENTATION" -> {
                findings.software(String.join(" ", values));
                isListed = true;
            }
            default -> findings.unknownCapability(keyword, "STARTTLS");
        }
    }

    /** The greeting is a reply that no command asked for. */
    private void reply(boolean isOk) {
        Command command = pending.next();
        if (isListed) {
            findings.listed(isUpgradeListed);
        }
        isListed = false;
        isUpgradeListed = false;
        pending.replied();
        if (command == Command.AUTHENTICATE && isOk) {
            findings.authenticated();
        } else if (command == Command.STARTTLS
                && findings.stage() == StartTlsState.Stage.REQUESTED) {
            if (isOk) {
                findings.accepted();
            } else {
                findings.refused();
            }
        }
    }

    @Override
    public void gap() {
        pending.clear();
        isRestOfCommand = false;
        isListed = false;
    }
}
