package org.tlscensus.jobs.generate.traffic;

import java.util.List;
import org.tlscensus.jobs.generate.plan.Protocol;

/**
 * What is said before TLS. A line begins with who says it; "?" stands before what a server says
 * only when it offers the upgrade, "!" before what it says only when it does not.
 *
 * @param opening until the server's abilities are known
 * @param request for the upgrade
 * @param acceptance of it
 * @param refusal of it
 * @param clear what goes on without TLS
 * @param mechanisms of authentication that the opening offers
 * @param logsIn whether the client authenticates in {@code clear}
 */
record Dialogues(
        String opening,
        String request,
        String acceptance,
        String refusal,
        String clear,
        List<String> mechanisms,
        boolean logsIn) {

    private static final Dialogues SMTP =
            new Dialogues(
                    """
                    S 220 {server} ESMTP Postfix
                    C EHLO {client}
                    S 250-{server}
                    S 250-PIPELINING
                    S 250-SIZE 52428800
                    ?S 250-STARTTLS
                    S 250 8BITMIME
                    """,
                    "C STARTTLS",
                    "S 220 2.0.0 Ready to start TLS",
                    "S 454 4.7.0 TLS not available due to local problem",
                    """
                    C MAIL FROM:<news@{client}>
                    S 250 2.1.0 Ok
                    C RCPT TO:<someone@{server}>
                    S 250 2.1.5 Ok
                    C DATA
                    S 354 End data with <CR><LF>.<CR><LF>
                    C Subject: tomorrow
                    C
                    C The meeting is at ten.
                    C .
                    S 250 2.0.0 Ok: queued
                    C QUIT
                    S 221 2.0.0 Bye
                    """,
                    List.of(),
                    false);

    private static final Dialogues SUBMISSION =
            new Dialogues(
                    SMTP.opening.replace("S 250 8BITMIME", "S 250 AUTH PLAIN LOGIN"),
                    SMTP.request,
                    SMTP.acceptance,
                    SMTP.refusal,
                    """
                    C AUTH PLAIN AHNvbWVvbmUAc2VjcmV0
                    S 235 2.7.0 Authentication successful
                    """
                            + SMTP.clear,
                    List.of("PLAIN", "LOGIN"),
                    true);

    private static final Dialogues IMAP =
            new Dialogues(
                    """
                    S * OK Dovecot ready.
                    C a1 CAPABILITY
                    ?S * CAPABILITY IMAP4rev1 IDLE STARTTLS AUTH=PLAIN AUTH=LOGIN
                    !S * CAPABILITY IMAP4rev1 IDLE AUTH=PLAIN AUTH=LOGIN
                    S a1 OK Pre-login capabilities listed.
                    """,
                    "C a2 STARTTLS",
                    "S a2 OK Begin TLS negotiation now.",
                    "S a2 NO TLS is not available.",
                    """
                    C a3 LOGIN someone secret
                    S a3 OK Logged in
                    C a4 LOGOUT
                    S * BYE Logging out
                    S a4 OK Logout completed.
                    """,
                    List.of("PLAIN", "LOGIN"),
                    true);

    private static final Dialogues POP3 =
            new Dialogues(
                    """
                    S +OK Dovecot ready.
                    C CAPA
                    S +OK
                    S CAPA
                    S TOP
                    ?S STLS
                    S USER
                    S SASL PLAIN LOGIN
                    S .
                    """,
                    "C STLS",
                    "S +OK Begin TLS negotiation now.",
                    "S -ERR TLS is not available.",
                    """
                    C USER someone
                    S +OK
                    C PASS secret
                    S +OK Logged in.
                    C QUIT
                    S +OK Logging out.
                    """,
                    List.of("USER", "PLAIN", "LOGIN"),
                    true);

    private static final Dialogues FTP =
            new Dialogues(
                    """
                    S 220 ProFTPD Server ({server})
                    C FEAT
                    S 211-Features:
                    ?S  AUTH TLS
                    S  UTF8
                    S 211 End
                    """,
                    "C AUTH TLS",
                    "S 234 AUTH TLS successful",
                    "S 502 TLS is not available",
                    """
                    C USER someone
                    S 331 Password required for someone
                    C PASS secret
                    S 230 User someone logged in
                    C QUIT
                    S 221 Goodbye.
                    """,
                    List.of(),
                    true);

    private static final Dialogues XMPP_CLIENT =
            new Dialogues(
                    """
                    C <?xml version='1.0'?><stream:stream to='{server}' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>
                    S <?xml version='1.0'?><stream:stream from='{server}' id='s1' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>
                    ?S <stream:features><starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms></stream:features>
                    !S <stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism></mechanisms></stream:features>
                    """,
                    "C <starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
                    "S <proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
                    "S <failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
                    """
                    C <auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AHNvbWVvbmUAc2VjcmV0</auth>
                    S <success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>
                    C </stream:stream>
                    S </stream:stream>
                    """,
                    List.of("PLAIN"),
                    true);

    private static final Dialogues IRC =
            new Dialogues(
                    """
                    C CAP LS 302
                    C NICK someone
                    C USER someone 0 * :Some One
                    ?S :{server} CAP * LS :multi-prefix tls
                    !S :{server} CAP * LS :multi-prefix
                    """,
                    "C STARTTLS",
                    "S :{server} 670 someone :STARTTLS successful, proceed with TLS handshake",
                    "S :{server} 691 someone :STARTTLS failed",
                    """
                    C CAP END
                    S :{server} 001 someone :Welcome
                    C QUIT :bye
                    S ERROR :Closing link
                    """,
                    List.of(),
                    false);

    static Dialogues of(Protocol protocol) {
        return switch (protocol) {
            case SMTP -> SMTP;
            case SUBMISSION -> SUBMISSION;
            case IMAP -> IMAP;
            case POP3 -> POP3;
            case FTP -> FTP;
            case XMPP_CLIENT -> XMPP_CLIENT;
            case IRC -> IRC;
            case TLS -> throw new IllegalArgumentException("TLS has no dialogue before it");
        };
    }
}
