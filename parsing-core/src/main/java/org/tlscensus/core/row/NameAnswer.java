package org.tlscensus.core.row;

import java.util.List;

/**
 * What a DNS answer says about a name: an address, or a service binding, or only aliases.
 *
 * @param cnameChain the aliases, from the name's own on
 * @param address that they lead to; NULL when the answer has none
 * @param service that they lead to, else NULL
 */
public record NameAnswer(List<String> cnameChain, String address, ServiceRow service) {

    /** An answer about addresses. */
    public NameAnswer(List<String> cnameChain, String address) {
        this(cnameChain, address, null);
    }
}
