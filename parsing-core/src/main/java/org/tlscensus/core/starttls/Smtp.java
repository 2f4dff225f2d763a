package org.tlscensus.core.starttls;

import java.util.List;
import java.util.Locale;
import org.tlscensus.core.wire.Side;

/** SMTP, submission and LMTP (RFC 5321, RFC 3207, RFC 4954, RFC 2033, RFC 3030). */
final class Smtp implements LineProtocol {
    private static final int SUBMISSION_PORT = 587;

    private enum Command {
        GREETING,
        HELO,
        EHLO,
        STARTTLS,
        AUTH,
        DATA,
        OTHER
    }

    private final StartTlsState findings;
    private final LineReader client;
    private final Commands<Command> pending;
    private boolean isGreeted;
    private boolean isChallenged; // the client's next line is a credential
    private int replyLines; // of the reply that goes on
    private boolean isUpgradeListed;

    Smtp(StartTlsState findings, LineReader client) {
        this.findings = findings;
        this.client = client;
        pending = new Commands<>(findings.limits());
        findings.protocol(findings.serverPort() == SUBMISSION_PORT ? "submission" : "smtp");
    }

    @Override
    public void client(String line) {
        if (isChallenged) {
            isChallenged = false;
            return;
        }
        Command command = commandOf(line);
        boolean isFirst = !isGreeted && pending.isEmpty() && !findings.isSeen(Side.SERVER);
        if (isFirst && (command == Command.EHLO || command == Command.HELO)) {
            pending.add(Command.GREETING); // an early talker
        }
        pending.add(command);
        if (command == Command.STARTTLS) {
            findings.requested();
        } else if (command == Command.DATA && !findings.isSeen(Side.SERVER)) {
            client.beginText();
        } else if (Text.startsWith(line, "BDAT ")) {
            client.skip(Math.max(0, Text.number(Text.upperWord(line, 1))));
        }
    }

    private Command commandOf(String line) {
        return switch (Text.upperWord(line, 0)) {
            case "HELO" -> Command.HELO;
            case "EHLO" -> Command.EHLO;
            case "LHLO" -> {
                findings.protocol("lmtp");
                yield Command.EHLO;
            }
            case "STARTTLS", "X-ANONYMOUSTLS" -> Command.STARTTLS;
            case "AUTH" -> Command.AUTH;
            case "DATA" -> Command.DATA;
            default -> Command.OTHER;
        };
    }

    @Override
    public void server(String line) {
        int code = Text.code(line);
        if (code < 0) {
            return;
        }
        if (pending.next() == Command.GREETING && code == 250) {
            pending.replied(); // it was not captured
            isGreeted = true;
        }
        Command command = pending.next();
        boolean isGreeting = command == Command.GREETING || command == null && !isGreeted;
        if (isGreeting && code == 220) {
            greeting(line);
        } else if (code == 250 && isListing(command, line)) {
            capability(line);
        }
        if (Text.isContinued(line)) {
            replyLines++;
            return;
        }
        boolean wasGreeting = !isGreeted && (command == null || command == Command.GREETING);
        isGreeted = true;
        if (wasGreeting && code == 220) {
            pending.replied();
        } else if (wasGreeting && code >= 400 || code == 421) {
            pending.clear(); // RFC 5321 sections 3.1 and 3.8: all is refused
            findings.refusedIfAsked();
        } else {
            reply(command, code, line);
        }
        replyLines = 0;
    }

    private void greeting(String line) {
        String text = Text.afterCode(line);
        findings.software(text);
        if (Text.contains(text, "LMTP")) {
            findings.protocol("lmtp");
        }
    }

    /** Where commands are not known, only a reply of several lines can be a list. */
    private boolean isListing(Command command, String line) {
        return command == Command.EHLO
                || command == null && (replyLines > 0 || Text.isContinued(line));
    }

    private void capability(String line) {
        if (replyLines == 0) {
            return; // the server's name
        }
        List<String> words = Text.words(Text.afterCode(line).replace('=', ' '));
        if (words.isEmpty()) {
            return;
        }
        String keyword = words.get(0).toUpperCase(Locale.ROOT);
        switch (keyword) {
            case "STARTTLS", "X-ANONYMOUSTLS" -> isUpgradeListed = true;
            case "AUTH" -> findings.mechanisms(words.subList(1, words.size()));
            default -> findings.unknownCapability(keyword, "STARTTLS");
        }
    }

    private void reply(Command command, int code, String line) {
        if (code == 250 && isListing(command, line)) {
            findings.listed(isUpgradeListed);
            isUpgradeListed = false;
        }
        boolean isAsked = findings.stage() == StartTlsState.Stage.REQUESTED;
        if (isAsked && code == 220) {
            findings.accepted();
            pending.clear();
            return;
        }
        if (isAsked && command == Command.STARTTLS && code >= 400) {
            findings.refused();
        } else if (command == Command.EHLO && (code == 500 || code == 502)) {
            findings.listed(false); // no extensions at all
        }
        switch (code) {
            case 334 -> isChallenged = true;
            case 354 -> client.beginText();
            case 235 -> {
                findings.authenticated();
                pending.replied();
            }
            default -> {
                if (command == Command.STARTTLS && code < 400) {
                    return; // the reply to an earlier command that was not captured
                }
                if (command == Command.DATA) {
                    client.endText();
                }
                pending.replied();
            }
        }
    }

    @Override
    public void gap() {
        pending.clear();
        isChallenged = false;
        isGreeted = true;
        replyLines = 0;
    }
}
