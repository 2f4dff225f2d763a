package org.tlscensus.core.analysis;

/**
 * How rows name those who use the network: by their addresses, or so that they stay unknown. An
 * address has one name, and another address another one, so that rows come together by names as
 * they do by addresses.
 */
public interface Naming {
    /** Everything as it is. */
    Naming PLAIN = plain(true, true);

    /** Addresses as they are; server names and user agents too, or not at all. */
    static Naming plain(boolean tellsServerNames, boolean tellsUserAgents) {
        return new PlainNaming(tellsServerNames, tellsUserAgents);
    }

    /** Whether a client's address has another name than itself. */
    boolean hidesClients();

    /** The name of a client's address: IPv4, IPv6 or a MAC address, as rows write it. */
    String client(String address);

    /** What a table tells of a client's address; null when it is left out. */
    String toldClient(String address);

    /**
     * What a table tells of an address in a DNS answer that may be a client's; null when it is left
     * out. It is not the client's name: where the address is a server's, which other rows tell, the
     * names of clients beside it would be known by it.
     */
    String toldAnswer(String address);

    /**
     * Another name of an address or of what holds one, for what has to tell addresses of clients
     * and servers apart and is in no table.
     */
    String alias(String address);

    /** A hash of what identifies a connection, of 16 bytes at least. */
    byte[] hash(byte[] identity);

    /** Whether tables have the names of servers that clients asked for. */
    boolean tellsServerNames();

    /** Whether tables have the user agents of clients. */
    boolean tellsUserAgents();
}
