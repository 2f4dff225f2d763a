package org.tlscensus.jobs.ocsp;

import java.io.IOException;
import java.io.Serializable;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.tlscensus.jobs.failure.UserError;
import org.tlscensus.jobs.failure.UserFile;

/** Tells the delivery network of a host by its aliases, or by its address. */
public final class CdnRules implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})";

    /**
     * A network.
     *
     * @param isThirdParty whether it is none of the certification authority's own
     */
    public record Network(String label, boolean isThirdParty) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private record NameRule(String suffix, Network network) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private record RangeRule(boolean isIpv6, BigInteger first, int length, Network network)
            implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private final ArrayList<NameRule> names = new ArrayList<>();
    private final ArrayList<RangeRule> ranges = new ArrayList<>();
    private final HashMap<String, ArrayList<String>> lookups = new HashMap<>();

    /**
     * Reads the lists.
     *
     * @param lookupsFile what hosts lead to by the user's own lookups, or null
     */
    static CdnRules read(Path namesFile, Path rangesFile, Path lookupsFile) {
        CdnRules rules = new CdnRules();
        for (String[] line : ConfLines.read(namesFile, 5)) {
            boolean isThirdParty = line[2].equals("third_party");
            if (!isThirdParty && !line[2].equals("self_hosted")) {
                throw new UserError(namesFile + ": " + line[0] + ": whose is " + line[2] + "?");
            }
            rules.names.add(new NameRule(line[0], new Network(line[1], isThirdParty)));
        }
        for (String[] line : ConfLines.read(rangesFile, 4)) {
            rules.ranges.add(range(rangesFile, line[0], new Network(line[1], true)));
        }
        rules.ranges.sort((one, other) -> other.length - one.length); // the longest first
        if (lookupsFile != null) {
            rules.readLookups(lookupsFile);
        }
        return rules;
    }

    static CdnRules none() {
        return new CdnRules();
    }

    /** A line: a host, and what it leads to: aliases and addresses, with blanks between. */
    private void readLookups(Path file) {
        for (String line : UserFile.text(file).lines().toList()) {
            String[] words = line.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
            if (words.length < 2 || words[0].startsWith("#")) {
                continue;
            }
            ArrayList<String> leadsTo = lookups.computeIfAbsent(words[0], w -> new ArrayList<>());
            for (int i = 1; i < words.length; i++) {
                leadsTo.add(words[i].replaceAll("\\.$", ""));
            }
        }
    }

    private static RangeRule range(Path file, String text, Network network) {
        String[] parts = text.split("/", -1);
        byte[] address = address(parts[0]);
        boolean isRange =
                address != null
                        && parts.length == 2
                        && parts[1].matches("\\d{1,3}")
                        && Integer.parseInt(parts[1]) <= 8 * address.length;
        if (!isRange) {
            throw new UserError(file + ": " + text + " is no address range");
        }
        return new RangeRule(
                address.length == 16,
                new BigInteger(1, address),
                Integer.parseInt(parts[1]),
                network);
    }

    /** An address by its digits, never by a lookup; null when it is none. */
    private static byte[] address(String text) {
        boolean isAddress =
                text.matches(BYTE + "(\\." + BYTE + "){3}") // else Java asks the network for it
                        || text.matches("[0-9a-f:.]*:[0-9a-f:.]*");
        if (!isAddress) {
            return null;
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * The network of a host; null when nothing tells one. The aliases seen in DNS come first, then
     * the user's lookups, then the address.
     *
     * @param aliases that were seen; may be null
     * @param address of the server, or null
     */
    public Network network(String host, List<String> aliases, String address) {
        String name = host.toLowerCase(Locale.ROOT);
        List<String> seen = new ArrayList<>(List.of(name));
        if (aliases != null) {
            seen.addAll(aliases);
        }
        Network network = byName(seen);
        List<String> lookedUp = lookups.getOrDefault(name, new ArrayList<>());
        if (network == null) {
            network = byName(lookedUp);
        }
        for (int i = 0; network == null && i < lookedUp.size(); i++) {
            network = byAddress(lookedUp.get(i));
        }
        return network == null && address != null ? byAddress(address) : network;
    }

    private Network byName(List<String> all) {
        for (NameRule rule : names) {
            for (String name : all) {
                if (name.equals(rule.suffix) || name.endsWith("." + rule.suffix)) {
                    return rule.network;
                }
            }
        }
        return null;
    }

    private Network byAddress(String text) {
        byte[] bytes = address(text);
        if (bytes == null) {
            return null;
        }
        BigInteger value = new BigInteger(1, bytes);
        for (RangeRule range : ranges) {
            int shift = 8 * bytes.length - range.length;
            boolean isSameKind = range.isIpv6 == (bytes.length == 16);
            if (isSameKind && value.shiftRight(shift).equals(range.first.shiftRight(shift))) {
                return range.network;
            }
        }
        return null;
    }
}
