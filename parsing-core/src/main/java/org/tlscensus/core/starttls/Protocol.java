package org.tlscensus.core.starttls;

/**
 * The protocols that are told apart by what they say. Ports decide only what content leaves open,
 * the earlier constant first.
 */
enum Protocol {
    SMTP,
    FTP,
    IMAP,
    POP3,
    NNTP,
    SIEVE,
    IRC,
    HTTP,
    XMPP,
    LDAP,
    POSTGRESQL,
    MYSQL,
    RDP,
    TDS,
    SOCKS4,
    SOCKS5,
    OPENVPN;

    /** Those whose lines are classified; the others show in their first bytes. */
    static final int LINES =
            SMTP.bit()
                    | FTP.bit()
                    | IMAP.bit()
                    | POP3.bit()
                    | NNTP.bit()
                    | SIEVE.bit()
                    | IRC.bit()
                    | HTTP.bit();

    int bit() {
        return 1 << ordinal();
    }

    boolean isUsualAt(int port) {
        return switch (this) {
            case SMTP -> port == 25 || port == 587 || port == 24;
            case FTP -> port == 21;
            case IMAP -> port == 143;
            case POP3 -> port == 110;
            case NNTP -> port == 119 || port == 433;
            case SIEVE -> port == 4190;
            case IRC -> port >= 6665 && port <= 6669;
            case HTTP -> port == 80 || port == 8080 || port == 3128;
            case XMPP -> port == 5222 || port == 5269;
            case SOCKS5 -> port == 1080;
            case LDAP, POSTGRESQL, MYSQL, RDP, TDS, SOCKS4, OPENVPN -> false; // by content
        };
    }

    /** Begins to read it. */
    Dialect open(StartTlsState findings) {
        return switch (this) {
            case SMTP -> new Lines(findings, (f, client, server) -> new Smtp(f, client));
            case FTP -> new Lines(findings, (f, client, server) -> new Ftp(f));
            case IMAP -> new Lines(findings, Imap::new);
            case POP3 -> new Lines(findings, (f, client, server) -> new Pop3(f, server));
            case NNTP -> new Lines(findings, Nntp::new);
            case SIEVE -> new Lines(findings, Sieve::new);
            case IRC -> new Lines(findings, (f, client, server) -> new Irc(f));
            case HTTP -> new Lines(findings, (f, client, server) -> new Http(f));
            case XMPP -> new Xmpp(findings);
            case LDAP -> new Messages(findings, new Ldap(findings));
            case POSTGRESQL -> new Messages(findings, new PostgreSql(findings));
            case MYSQL -> new Messages(findings, new MySql(findings));
            case RDP -> new Messages(findings, new Rdp(findings));
            case TDS -> new Messages(findings, new Tds(findings));
            case SOCKS4 -> new Messages(findings, new Socks4(findings));
            case SOCKS5 -> new Messages(findings, new Socks5(findings));
            case OPENVPN -> new OpenVpn(findings);
        };
    }

    /** What the first bytes of a side tell about a protocol that is not of lines. */
    Opening opening(byte[] first, int count) {
        return switch (this) {
            case SMTP, FTP, IMAP, POP3, NNTP, SIEVE, IRC, HTTP -> Opening.NO;
            case XMPP -> Xmpp.opening(first, count);
            case LDAP -> Ldap.opening(first, count);
            case POSTGRESQL -> PostgreSql.opening(first, count);
            case MYSQL -> MySql.opening(first, count);
            case RDP -> Rdp.opening(first, count);
            case TDS -> Tds.opening(first, count);
            case SOCKS4 -> Socks4.opening(first, count);
            case SOCKS5 -> Socks5.opening(first, count);
            case OPENVPN -> OpenVpn.opening(first, count);
        };
    }

    /** Whether first bytes are a protocol's, and who sends them. */
    enum Opening {
        NO,
        NEED_MORE,
        CLIENT,
        SERVER,
        /** Either side may write them. */
        EITHER
    }
}
