package org.tlscensus.core.starttls;

import java.util.List;
import java.util.Locale;
import org.tlscensus.core.wire.Side;

/** POP3 (RFC 1939, RFC 2449, RFC 2595, RFC 5034). */
final class Pop3 implements LineProtocol {
    private enum Command {
        GREETING,
        CAPA,
        STLS,
        AUTHENTICATION,
        MECHANISMS,
        TEXT,
        OTHER
    }

    private final StartTlsState findings;
    private final LineReader server;
    private final Commands<Command> pending;
    private boolean isGreeted;
    private boolean isChallenged; // the client's next line is a credential
    private Command listing; // whose lines the server sends
    private boolean isUpgradeListed;

    Pop3(StartTlsState findings, LineReader server) {
        this.findings = findings;
        this.server = server;
        pending = new Commands<>(findings.limits());
        findings.protocol("pop3");
    }

    @Override
    public void client(String line) {
        if (isChallenged) {
            isChallenged = false;
            return;
        }
        if (!isGreeted && pending.isEmpty() && !findings.isSeen(Side.SERVER)) {
            pending.add(Command.GREETING);
        }
        Command command = commandOf(line);
        pending.add(command);
        if (command == Command.STLS) {
            findings.requested();
        }
    }

    private static Command commandOf(String line) {
        List<String> words = Text.words(line);
        return switch (Text.upperWord(line, 0)) {
            case "CAPA" -> Command.CAPA;
            case "STLS" -> Command.STLS;
            case "PASS", "APOP" -> Command.AUTHENTICATION;
            case "AUTH" -> words.size() == 1 ? Command.MECHANISMS : Command.AUTHENTICATION;
            case "LIST", "UIDL" -> words.size() == 1 ? Command.TEXT : Command.OTHER;
            case "RETR", "TOP" -> Command.TEXT;
            default -> Command.OTHER;
        };
    }

    @Override
    public void server(String line) {
        boolean isOk = Text.startsWith(line, "+OK");
        if (listing != null) {
            listed(line);
        } else if (isOk || Text.startsWith(line, "-ERR")) {
            reply(isOk, line);
        } else if (line.startsWith("+")) {
            isChallenged = pending.next() == Command.AUTHENTICATION;
        } else if (!findings.isSeen(Side.CLIENT) && isCapability(line)) {
            listing = Command.CAPA; // which command this answers was not captured
            listed(line);
        }
    }

    private static boolean isCapability(String line) {
        return switch (Text.upperWord(line, 0)) {
            case "STLS", "SASL", "TOP", "UIDL", "USER", "PIPELINING", "RESP-CODES" -> true;
            default -> false;
        };
    }

    private void reply(boolean isOk, String line) {
        Command command = pending.next();
        boolean isFirst = !isGreeted;
        isGreeted = true;
        pending.replied();
        boolean isUnasked = command == null && !findings.isSeen(Side.CLIENT);
        if (isFirst && (isUnasked || command == Command.GREETING)) {
            if (!isOk) {
                findings.refusedIfAsked();
            }
            greeting(line);
            return;
        }
        if (command == Command.STLS && findings.stage() == StartTlsState.Stage.REQUESTED) {
            if (isOk) {
                findings.accepted();
                pending.clear();
            } else {
                findings.refused();
            }
        } else if (!isOk && command == Command.CAPA) {
            findings.listed(false); // RFC 2595 section 4 wants STLS listed
        } else if (isOk && command != null) {
            switch (command) {
                case AUTHENTICATION -> findings.authenticated();
                case CAPA, MECHANISMS -> listing = command;
                case TEXT -> server.beginText();
                case GREETING, STLS, OTHER -> {}
            }
        }
    }

    private void greeting(String line) {
        int start = line.indexOf(' ');
        findings.software(start < 0 ? "" : line.substring(start));
        int stamp = line.indexOf('<');
        if (stamp >= 0 && line.indexOf('@', stamp) >= 0 && line.indexOf('>', stamp) >= 0) {
            findings.mechanism("APOP");
        }
    }

    private void listed(String line) {
        if (line.equals(".")) {
            if (listing == Command.CAPA) {
                findings.listed(isUpgradeListed);
            }
            isUpgradeListed = false;
            listing = null;
            return;
        }
        List<String> words = Text.words(line);
        if (words.isEmpty()) {
            return;
        }
        if (listing == Command.MECHANISMS) {
            findings.mechanism(words.get(0));
            return;
        }
        String keyword = words.get(0).toUpperCase(Locale.ROOT);
        switch (keyword) {
            case "STLS" -> isUpgradeListed = true;
            case "USER" -> findings.mechanism(keyword);
            case "SASL" -> findings.mechanisms(words.subList(1, words.size()));
            default -> findings.unknownCapability(keyword, "STLS");
        }
    }

    @Override
    public void gap() {
        pending.clear();
        isChallenged = false;
        isGreeted = true;
        listing = null;
        server.endText();
    }
}
