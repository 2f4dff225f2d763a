package org.tlscensus.core.starttls;

import java.util.List;
import java.util.Locale;
import org.tlscensus.core.wire.Side;

/** FTP's control connection (RFC 959, RFC 2228, RFC 2389, RFC 4217). */
final class Ftp implements LineProtocol {
    private enum Command {
        GREETING,
        FEAT,
        AUTH,
        OTHER
    }

    private final StartTlsState findings;
    private final Commands<Command> pending;
    private boolean isGreeted;
    private boolean isAnonymous;
    private int replyCode = -1; // of the reply that goes on
    private boolean isUpgradeListed;

    Ftp(StartTlsState findings) {
        this.findings = findings;
        pending = new Commands<>(findings.limits());
        findings.protocol("ftp");
    }

    @Override
    public void client(String line) {
        if (!isGreeted && pending.isEmpty() && !findings.isSeen(Side.SERVER)) {
            pending.add(Command.GREETING);
        }
        String argument = Text.upperWord(line, 1);
        switch (Text.upperWord(line, 0)) {
            case "FEAT" -> pending.add(Command.FEAT);
            case "AUTH" -> {
                boolean isTls = isTls(argument);
                pending.add(isTls ? Command.AUTH : Command.OTHER);
                if (isTls) {
                    findings.requested();
                }
            }
            case "USER" -> {
                isAnonymous = argument.equals("ANONYMOUS") || argument.equals("FTP");
                pending.add(Command.OTHER);
            }
            default -> pending.add(Command.OTHER);
        }
    }

    static boolean isTls(String mechanism) {
        return mechanism.startsWith("TLS") || mechanism.startsWith("SSL");
    }

    @Override
    public void server(String line) {
        int code = Text.code(line);
        if (replyCode >= 0 && (code != replyCode || Text.isContinued(line))) {
            feature(code == replyCode ? Text.afterCode(line) : line);
            return;
        }
        if (code < 0) {
            return;
        }
        boolean isGreeting = !isGreeted && code == 220;
        if (isGreeting) {
            findings.software(Text.afterCode(line));
        }
        if (Text.isContinued(line)) {
            replyCode = code;
            return;
        }
        replyCode = -1;
        isGreeted = true;
        if (code >= 200) { // else another reply to the same command follows
            reply(code);
        }
    }

    private void feature(String line) {
        if (replyCode != 211) {
            return;
        }
        List<String> words = Text.words(line.replace(';', ' ').replace(',', ' '));
        if (words.isEmpty()) {
            return;
        }
        String keyword = words.get(0).toUpperCase(Locale.ROOT);
        if (keyword.equals("AUTH")) {
            for (String word : words.subList(1, words.size())) {
                String mechanism = word.toUpperCase(Locale.ROOT);
                if (isTls(mechanism)) {
                    isUpgradeListed = true;
                } else {
                    findings.mechanism(mechanism);
                }
            }
        } else {
            findings.unknownCapability(keyword, "AUTH");
        }
    }

    private void reply(int code) {
        Command command = pending.next();
        boolean isAsked = findings.stage() == StartTlsState.Stage.REQUESTED;
        if (isAsked && (code == 234 || code == 334 && command == Command.AUTH)) {
            findings.accepted();
            pending.clear();
            return;
        }
        if (isAsked && command == Command.AUTH && code < 400) {
            findings.answeredByTls(); // some agree by 200
            return; // the reply to an earlier command that was not captured
        }
        pending.replied();
        boolean isEnd = code == 421 || command == Command.GREETING && code >= 400;
        if (isEnd || command == Command.AUTH) {
            findings.refusedIfAsked();
        } else if (code == 211 && (command == Command.FEAT || isUpgradeListed)) {
            findings.listed(isUpgradeListed);
        } else if (code == 230 && !isAnonymous) {
            findings.authenticated();
        }
        isUpgradeListed = false;
    }

    @Override
    public void gap() {
        pending.clear();
        isGreeted = true;
        replyCode = -1;
    }
}
