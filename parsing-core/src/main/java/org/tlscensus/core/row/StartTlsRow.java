package org.tlscensus.core.row;

import java.util.List;

/** The cleartext dialogue before a protocol's upgrade to TLS. Never holds a credential. */
public record StartTlsRow(
        @Meaning(
                        "smtp, submission, lmtp, imap, pop3, irc, xmpp_client, xmpp_server, ftp,"
                                + " ldap, nntp, sieve, postgresql, mysql, rdp, tds, http")
                String protocol,
        @Meaning(
                        "The server announced the upgrade; false when it listed what it can without it;"
                                + " NULL when it was never asked nor told")
                Boolean offered,
        @Meaning("The client asked for the upgrade") boolean requested,
        @Meaning(
                        "The server agreed, for which mysql and tds have no word but the ServerHello; NULL"
                                + " when no answer was seen")
                Boolean accepted,
        @Meaning("A ClientHello followed") boolean upgraded,
        @Meaning("Banner of the server") String serverSoftware,
        @Meaning("Authentication mechanisms offered in the clear before the upgrade")
                List<String> authenticationOffered,
        @Meaning("Someone authenticated before an upgrade") boolean authenticatedInClear) {

    /** This row with another text as the server's banner. */
    public StartTlsRow withServerSoftware(String banner) {
        return new StartTlsRow(
                protocol,
                offered,
                requested,
                accepted,
                upgraded,
                banner,
                authenticationOffered,
                authenticatedInClear);
    }
}
