package org.tlscensus.jobs.privacy;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * What a user wants to be told of those who use the network. An archive keeps them: rows of one
 * archive are made by the same ones.
 *
 * @param addresses what becomes of clients' addresses
 * @param serverNames whether names of servers that clients asked for are kept
 * @param userAgents whether user agents are kept
 * @param localNetworks the site's own networks, as CIDR in order; empty: not said
 * @param hasNetworks whether autonomous systems and countries are told
 * @param keyCheck tells the key from others; null without one
 */
public record PrivacyRules(
        Addresses addresses,
        boolean serverNames,
        boolean userAgents,
        List<String> localNetworks,
        boolean hasNetworks,
        String keyCheck)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** What becomes of the address of a client. */
    public enum Addresses {
        /** It is told. */
        KEEP,

        /** It has a pseudonym, which shares prefixes as addresses do. */
        PSEUDONYMIZE,

        /** It is left out. */
        DROP
    }

    /** All is told. */
    public static final PrivacyRules NONE =
            new PrivacyRules(Addresses.KEEP, true, true, List.of(), false, null);

    public PrivacyRules {
        localNetworks = List.copyOf(localNetworks);
    }

    /** Whether the key is the same, as far as both have one. */
    public boolean isWithKeyOf(PrivacyRules other) {
        return keyCheck == null || other.keyCheck == null || keyCheck.equals(other.keyCheck);
    }

    /** The options that ask for these rules, each behind a space. */
    public String options() {
        StringBuilder options = new StringBuilder();
        options.append(" --client-addresses ").append(addresses.name().toLowerCase(Locale.ROOT));
        options.append(" --server-names ").append(serverNames ? "keep" : "drop");
        options.append(" --user-agents ").append(userAgents ? "keep" : "drop");
        if (!localNetworks.isEmpty()) {
            options.append(" --local-networks ").append(String.join(",", localNetworks));
        }
        return options.append(hasNetworks ? ", and --networks" : ", without --networks").toString();
    }

    /** Whether something is not told: what is kept for a later ingest is not to be read either. */
    boolean hidesAnything() {
        return addresses != Addresses.KEEP || !serverNames || !userAgents;
    }
}
