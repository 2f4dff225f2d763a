package org.tlscensus.core.starttls;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells which protocols a line may belong to, as bits of {@link Protocol}; 0 for none known. */
final class LineOpenings {
    private static final int SMTP = Protocol.SMTP.bit();
    private static final int FTP = Protocol.FTP.bit();
    private static final int IMAP = Protocol.IMAP.bit();
    private static final int POP3 = Protocol.POP3.bit();
    private static final int NNTP = Protocol.NNTP.bit();
    private static final int SIEVE = Protocol.SIEVE.bit();
    private static final int IRC = Protocol.IRC.bit();
    private static final int HTTP = Protocol.HTTP.bit();

    private static final int TAG_CHARACTERS = 32;

    private static final Map<String, Integer> COMMANDS =
            Map.<String, Integer>ofEntries(
                    entry("EHLO", SMTP),
                    entry("HELO", SMTP),
                    entry("LHLO", SMTP),
                    entry("MAIL", SMTP),
                    entry("RCPT", SMTP),
                    entry("DATA", SMTP),
                    entry("BDAT", SMTP),
                    entry("VRFY", SMTP),
                    entry("EXPN", SMTP),
                    entry("X-ANONYMOUSTLS", SMTP),
                    entry(
                            "XCLIENT",
                            SMTP | POP3 | SIEVE), // proxies tell by it whose the dialogue is
                    entry("XFORWARD", SMTP),
                    entry("WEBIRC", IRC),
                    entry("RSET", SMTP | POP3),
                    entry("QUIT", SMTP | FTP | POP3 | NNTP | IRC),
                    entry("NOOP", SMTP | FTP | POP3 | SIEVE),
                    entry("HELP", SMTP | FTP | NNTP),
                    entry("AUTH", SMTP | POP3),
                    entry("STARTTLS", SMTP | NNTP | SIEVE | IRC),
                    entry("USER", FTP | POP3),
                    entry("PASS", FTP | POP3 | IRC),
                    entry("CAPA", POP3),
                    entry("STLS", POP3),
                    entry("APOP", POP3),
                    entry("UIDL", POP3),
                    entry("TOP", POP3),
                    entry("STAT", FTP | POP3 | NNTP),
                    entry("RETR", FTP | POP3),
                    entry("DELE", FTP | POP3),
                    entry("LIST", FTP | POP3 | NNTP | IRC),
                    entry("MODE", FTP | NNTP | IRC),
                    entry("FEAT", FTP),
                    entry("SYST", FTP),
                    entry("TYPE", FTP),
                    entry("PASV", FTP),
                    entry("EPSV", FTP),
                    entry("PORT", FTP),
                    entry("EPRT", FTP),
                    entry("PBSZ", FTP),
                    entry("PROT", FTP),
                    entry("CWD", FTP),
                    entry("PWD", FTP),
                    entry("STOR", FTP),
                    entry("SIZE", FTP),
                    entry("MDTM", FTP),
                    entry("OPTS", FTP),
                    entry("CAPABILITIES", NNTP),
                    entry("AUTHINFO", NNTP),
                    entry("GROUP", NNTP),
                    entry("ARTICLE", NNTP),
                    entry("XOVER", NNTP),
                    entry("IHAVE", NNTP),
                    entry("NEWNEWS", NNTP),
                    entry("CAPABILITY", SIEVE),
                    entry("LOGOUT", SIEVE),
                    entry("HAVESPACE", SIEVE),
                    entry("PUTSCRIPT", SIEVE),
                    entry("LISTSCRIPTS", SIEVE),
                    entry("AUTHENTICATE", SIEVE | IRC),
                    entry("NICK", IRC),
                    entry("CAP", IRC),
                    entry("JOIN", IRC),
                    entry("PRIVMSG", IRC),
                    entry("PING", IRC),
                    entry("PONG", IRC),
                    entry("OPER", IRC));

    private static final Set<String> IMAP_COMMANDS =
            Set.of(
                    "CAPABILITY",
                    "STARTTLS",
                    "LOGIN",
                    "AUTHENTICATE",
                    "LOGOUT",
                    "NOOP",
                    "ID",
                    "SELECT",
                    "EXAMINE",
                    "LIST",
                    "LSUB",
                    "STATUS",
                    "FETCH",
                    "UID",
                    "NAMESPACE",
                    "IDLE",
                    "ENABLE",
                    "SEARCH",
                    "APPEND",
                    "STORE",
                    "COPY",
                    "CHECK",
                    "CLOSE");

    private static final Set<String> IMAP_RESPONSES =
            Set.of(
                    "OK",
                    "NO",
                    "BAD",
                    "PREAUTH",
                    "BYE",
                    "CAPABILITY",
                    "FLAGS",
                    "LIST",
                    "LSUB",
                    "SEARCH",
                    "STATUS",
                    "ID",
                    "NAMESPACE",
                    "ENABLED");

    private static final Set<String> IRC_MESSAGES =
            Set.of(
                    "NOTICE", "CAP", "PRIVMSG", "JOIN", "PART", "QUIT", "MODE", "PING", "PONG",
                    "NICK", "TOPIC", "KICK", "ERROR", "INVITE");

    private static final Set<String> MECHANISMS =
            Set.of(
                    "PLAIN",
                    "LOGIN",
                    "CRAM-MD5",
                    "DIGEST-MD5",
                    "NTLM",
                    "GSSAPI",
                    "GSS-SPNEGO",
                    "EXTERNAL",
                    "ANONYMOUS",
                    "XOAUTH2",
                    "OAUTHBEARER",
                    "MSN",
                    "XAOL-UAS-MB");

    private static final Set<String> SMTP_KEYWORDS =
            Set.of(
                    "STARTTLS",
                    "PIPELINING",
                    "8BITMIME",
                    "SIZE",
                    "ENHANCEDSTATUSCODES",
                    "DSN",
                    "SMTPUTF8",
                    "CHUNKING",
                    "X-ANONYMOUSTLS",
                    "AUTH",
                    "ETRN",
                    "VRFY");

    /**
     * Too little to know them by, where what they answer is unknown: Redis and others have them.
     */
    private static final int WEAK_ANSWERS = POP3 | SIEVE | IRC;

    private LineOpenings() {}

    /** For a line of a client. */
    static int ofClient(String line) {
        List<String> words = Text.words(line);
        if (words.isEmpty()) {
            return 0;
        }
        String last = words.get(words.size() - 1);
        if (words.size() == 3 && last.startsWith("HTTP/1.")) {
            return HTTP;
        }
        String first = words.get(0).toUpperCase(Locale.ROOT);
        String second = words.size() > 1 ? words.get(1).toUpperCase(Locale.ROOT) : "";
        Integer known = COMMANDS.get(first);
        if (known != null) {
            return refined(first, second, words.size(), known);
        }
        return isTag(first) && IMAP_COMMANDS.contains(second) ? IMAP : 0;
    }

    private static int refined(String first, String second, int words, int known) {
        return switch (first) {
            case "AUTH" -> ofAuth(second, known);
            case "MAIL" -> second.startsWith("FROM:") ? known : 0;
            case "PING", "PONG" -> words > 1 ? known : 0; // others have it bare
            case "USER" -> words > 4 ? IRC : known | IRC;
            case "MODE" -> second.equals("READER") ? NNTP : known;
            default -> known;
        };
    }

    /** Others have the command too, and a password behind it. */
    private static int ofAuth(String mechanism, int known) {
        if (Ftp.isTls(mechanism)) {
            return FTP;
        }
        boolean isKnown =
                mechanism.isEmpty()
                        || mechanism.startsWith("SCRAM-")
                        || MECHANISMS.contains(mechanism);
        return (isKnown ? known : 0) | (mechanism.equals("GSSAPI") ? FTP : 0);
    }

    private static boolean isTag(String word) {
        return word.length() <= TAG_CHARACTERS
                && word.chars()
                        .allMatch(c -> Character.isLetterOrDigit(c) || ".-_".indexOf(c) >= 0);
    }

    /**
     * For a line of a server.
     *
     * @param isFirst whether neither side has sent a line before
     */
    static int ofServer(String line, boolean isFirst) {
        int code = Text.code(line);
        if (code >= 0) {
            return isFirst ? ofGreeting(code, line) : ofReply(code, line);
        }
        if (Text.startsWith(line, "HTTP/1.")) {
            return HTTP;
        }
        if (line.equals("+OK") || line.startsWith("+OK ") || line.startsWith("-ERR")) {
            return POP3;
        }
        List<String> words = Text.words(line);
        String first = words.isEmpty() ? "" : words.get(0).toUpperCase(Locale.ROOT);
        String second = words.size() > 1 ? words.get(1).toUpperCase(Locale.ROOT) : "";
        return switch (first) {
            case "*" -> IMAP_RESPONSES.contains(second) || Text.number(second) >= 0 ? IMAP : 0;
            case "OK", "NO", "BYE" -> second.startsWith("\"") || second.startsWith("(") ? SIEVE : 0;
            case "NOTICE" -> IRC;
            case "PING", "ERROR" -> second.startsWith(":") ? IRC : 0;
            default -> ofServer(first, second);
        };
    }

    private static int ofServer(String first, String second) {
        if (first.equals("\"IMPLEMENTATION\"") || first.equals("\"SASL\"")) {
            return SIEVE;
        }
        if (first.startsWith(":")) {
            boolean isNumeric = second.length() == 3 && Text.number(second) >= 0;
            return isNumeric || IRC_MESSAGES.contains(second) ? IRC : 0;
        }
        boolean isStatus = second.equals("OK") || second.equals("NO") || second.equals("BAD");
        return isStatus && isTag(first) ? IMAP : 0;
    }

    /** For a line of a server that answers what no protocol here says. */
    static int ofServerToUnknown(String line) {
        return ofServer(line, false) & ~WEAK_ANSWERS;
    }

    private static int ofGreeting(int code, String line) {
        return switch (code) {
            case 200, 201 -> NNTP | FTP;
            case 220 -> {
                if (Text.contains(line, "SMTP") || Text.contains(line, "LMTP")) {
                    yield SMTP;
                }
                yield Text.contains(line, "FTP") ? FTP : SMTP | FTP;
            }
            default -> ofReply(code, line);
        };
    }

    private static int ofReply(int code, String line) {
        return switch (code) {
            case 220 -> {
                boolean isArticle = Text.number(Text.upperWord(line, 1)) >= 0;
                yield isArticle ? NNTP | SMTP | FTP : SMTP | FTP;
            }
            case 250 -> {
                String keyword = Text.upperWord(Text.afterCode(line).replace('=', ' '), 0);
                yield SMTP_KEYWORDS.contains(keyword) ? SMTP : SMTP | FTP;
            }
            case 235, 251, 252, 354, 454, 535, 538, 551, 555 -> SMTP;
            case 125, 150, 226, 227, 229, 230, 232, 234, 257, 331, 332, 350, 425, 426, 532 -> FTP;
            case 211, 215 -> FTP | NNTP;
            case 101, 111, 201, 205, 222, 281, 283, 335, 340, 381, 382, 383, 480, 483, 580 -> NNTP;
            default -> SMTP | FTP | NNTP;
        };
    }
}
