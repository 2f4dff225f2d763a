package org.tlscensus.jobs.privacy;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.tlscensus.core.wire.Prefix;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.plan.TextFile;

/**
 * The site's own networks.
 *
 * @param prefixes in {@link PrefixTable#ORDER}, of which none is in another; empty: not said
 */
public record LocalNetworks(List<Prefix> prefixes) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Nobody said which ones are. */
    public static final LocalNetworks UNKNOWN = new LocalNetworks(List.of());

    /**
     * Those that a user gave.
     *
     * @param given networks as CIDR, or files with one a line; behind # stands a comment
     * @throws UserError when one is none, or two overlap
     */
    public static LocalNetworks of(List<String> given, Configuration hadoop) {
        List<Prefix> prefixes = new ArrayList<>();
        for (String each : given) {
            Prefix prefix = Prefix.parse(each);
            if (prefix != null) {
                prefixes.add(prefix);
            } else if (each.matches("[0-9a-fA-F.:]+/[0-9]+")) {
                throw new UserError(wrong("--local-networks", each));
            } else {
                addLines(each, TextFile.read(each, hadoop), prefixes);
            }
        }
        prefixes.sort(PrefixTable.ORDER);
        Prefix[] overlap = new PrefixTable(prefixes).overlap();
        if (overlap != null) {
            throw new UserError(
                    String.format(
                            "--local-networks: %s is in %s: leave one of them out",
                            overlap[1].text(), overlap[0].text()));
        }
        return new LocalNetworks(List.copyOf(prefixes));
    }

    private static void addLines(String file, String text, List<Prefix> prefixes) {
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String network = line.replaceFirst("#.*", "").strip();
            if (network.isEmpty()) {
                continue;
            }
            Prefix prefix = Prefix.parse(network);
            if (prefix == null) {
                throw new UserError(wrong(file + ", line " + number, network));
            }
            prefixes.add(prefix);
        }
    }

    private static String wrong(String place, String text) {
        return place
                + ": "
                + text
                + " is no network: want one like 192.0.2.0/24 or 2001:db8::/32, without bits behind"
                + " the prefix";
    }

    /** As CIDR, in order. */
    public List<String> texts() {
        return prefixes.stream().map(Prefix::text).toList();
    }

    boolean areKnown() {
        return !prefixes.isEmpty();
    }
}
