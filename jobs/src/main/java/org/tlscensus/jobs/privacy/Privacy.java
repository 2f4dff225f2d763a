package org.tlscensus.jobs.privacy;

import java.io.Serializable;
import org.tlscensus.core.analysis.Naming;
import org.tlscensus.jobs.failure.UserError;

/** The rules, with the key and the networks that they need; small, so that tasks have it. */
public final class Privacy implements Serializable {
    private static final long serialVersionUID = 1L;

    /** All is told. */
    public static final Privacy NONE = new Privacy(PrivacyRules.NONE, null, LocalNetworks.UNKNOWN);

    private final PrivacyRules rules;
    private final PrivacyKey key; // null: none
    private final LocalNetworks local;

    private Privacy(PrivacyRules rules, PrivacyKey key, LocalNetworks local) {
        this.rules = rules;
        this.key = key;
        this.local = local;
    }

    /**
     * What a user wants.
     *
     * @param key or null
     * @param hasNetworks whether there are {@link NetworkFiles}
     * @throws UserError when the key is missing, or is for nothing
     */
    public static Privacy of(
            PrivacyRules.Addresses addresses,
            boolean serverNames,
            boolean userAgents,
            PrivacyKey key,
            LocalNetworks local,
            boolean hasNetworks) {
        PrivacyRules rules =
                new PrivacyRules(
                        addresses,
                        serverNames,
                        userAgents,
                        local.texts(),
                        hasNetworks,
                        key == null ? null : key.check());
        if (rules.hidesAnything() && key == null) {
            throw new UserError(
                    "what is not to be told wants --privacy-key FILE: ids and what is kept for"
                            + " --append are made unreadable with it (census make-key makes one)");
        }
        if (!rules.hidesAnything() && key != null) {
            throw new UserError(
                    "--privacy-key is for --client-addresses, --server-names and --user-agents:"
                            + " without them everything is told");
        }
        return new Privacy(rules, key, local);
    }

    public PrivacyRules rules() {
        return rules;
    }

    public LocalNetworks local() {
        return local;
    }

    /** How rows name clients, for one thread. */
    public Naming naming() {
        return rules.addresses() == PrivacyRules.Addresses.KEEP
                ? Naming.plain(rules.serverNames(), rules.userAgents())
                : new KeyedNaming(rules, key);
    }

    /** What files with packets are sealed with. */
    public FileSeal seal() {
        return key == null ? FileSeal.NONE : FileSeal.with(key);
    }
}
