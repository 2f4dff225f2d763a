package org.tlscensus.jobs.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tlscensus.jobs.privacy.PrivacyRules;
import picocli.CommandLine.Option;

/** Options of what tables tell of those who use the network. */
final class PrivacyOptions {
    enum Kept {
        KEEP,
        DROP
    }

    @Option(
            names = "--client-addresses",
            paramLabel = "keep|pseudonymize|drop",
            defaultValue = "keep",
            description =
                    "pseudonymize: Crypto-PAn, so that addresses with a common prefix have"
                            + " pseudonyms with one as long; drop: leave them out. With either,"
                            + " ids are made with the key and community_id is NULL"
                            + " (${DEFAULT-VALUE}).")
    private PrivacyRules.Addresses addresses;

    @Option(
            names = "--server-names",
            paramLabel = "keep|drop",
            defaultValue = "keep",
            description =
                    "drop: leave out which servers clients asked for, in TLS and in DNS; the table"
                            + " names is empty then (${DEFAULT-VALUE}).")
    private Kept serverNames;

    @Option(
            names = "--user-agents",
            paramLabel = "keep|drop",
            defaultValue = "keep",
            description =
                    "drop: leave user agents out, and what they tell of the client's program"
                            + " (${DEFAULT-VALUE}).")
    private Kept userAgents;

    @Option(
            names = "--privacy-key",
            paramLabel = "FILE",
            description =
                    "The site's secret for all of these, of mode 0600; census make-key makes one.")
    private Path key;

    @Option(
            names = "--local-networks",
            split = ",",
            paramLabel = "CIDR|FILE",
            description =
                    "The site's own networks, or files with one a line: fills direction. May be"
                            + " given several times.")
    private List<String> localNetworks = new ArrayList<>();

    @Option(
            names = "--networks",
            paramLabel = "FILE",
            description =
                    "Whose networks addresses are in: an MMDB with autonomous systems or countries,"
                            + " or lines of prefix,as,country. Looked up before addresses are"
                            + " hidden. May be given several times.")
    private List<String> networks = new ArrayList<>();

    /** The files that it reads. */
    List<String> files() {
        List<String> files = new ArrayList<>(networks);
        if (key != null) {
            files.add(key.toString());
        }
        return files;
    }

    PrivacyRules.Addresses addresses() {
        return addresses;
    }

    boolean keepsServerNames() {
        return serverNames == Kept.KEEP;
    }

    boolean keepsUserAgents() {
        return userAgents == Kept.KEEP;
    }

    /** The key's file, or null. */
    Path key() {
        return key;
    }

    List<String> localNetworks() {
        return localNetworks;
    }

    List<String> networks() {
        return networks;
    }
}
