package org.tlscensus.core.row;

import java.util.List;

/**
 * What a DNS answer says about a name.
 *
 * @param cnameChain the aliases, from the name's own on
 * @param address that they lead to; NULL when the answer has none
 */
public record NameAnswer(List<String> cnameChain, String address) {}
