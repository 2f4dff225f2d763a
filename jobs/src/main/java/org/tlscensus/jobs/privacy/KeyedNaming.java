package org.tlscensus.jobs.privacy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import org.tlscensus.core.analysis.Naming;
import org.tlscensus.core.wire.AddressText;

/** Names clients by pseudonyms that only who has the key can make. For one thread. */
final class KeyedNaming implements Naming {
    /** Pseudonyms that are at hand: those of a site's clients come again and again. */
    private static final int CACHE_SLOTS = 1 << 15;

    private static final int ALIAS_BYTES = 16;
    private static final int MAC_ADDRESS_BYTES = 6;
    private static final Pattern MAC_ADDRESS = Pattern.compile("(?:[0-9a-f]{2}:){5}[0-9a-f]{2}");
    private static final String MAPPED = "::ffff:";

    private final PrivacyRules rules;
    private final CryptoPan addresses;
    private final CryptoPan answers;
    private final Mac stations;
    private final Mac aliases;
    private final Mac ids;
    private final String[] known = new String[CACHE_SLOTS];
    private final String[] names = new String[CACHE_SLOTS];

    KeyedNaming(PrivacyRules rules, PrivacyKey key) {
        this.rules = rules;
        addresses = key.addresses();
        answers = new CryptoPan(key.derived("answers"));
        stations = key.mac("stations");
        aliases = key.mac("aliases");
        ids = key.mac("ids");
    }

    @Override
    public boolean hidesClients() {
        return true;
    }

    @Override
    public String client(String address) {
        int hash = address.hashCode() * 0x9E3779B1;
        int slot = hash >>> 17;
        if (!address.equals(known[slot])) {
            names[slot] = pseudonym(address);
            known[slot] = address;
        }
        return names[slot];
    }

    private String pseudonym(String address) {
        if (MAC_ADDRESS.matcher(address).matches()) {
            return station(address);
        }
        byte[] bytes = AddressText.parse(address);
        if (bytes == null) {
            throw new IllegalArgumentException("not an address"); // never say it
        }
        boolean isMapped = address.startsWith(MAPPED) && address.indexOf('.') >= 0;
        return isMapped
                ? MAPPED + ipv4(Arrays.copyOfRange(bytes, 12, 16))
                : AddressText.of(addresses.pseudonym(bytes));
    }

    private String ipv4(byte[] address) {
        return AddressText.of(addresses.pseudonym(address));
    }

    /**
     * A locally administered address of one station (IEEE 802, section 8.2 of the 2014 edition).
     */
    private String station(String address) {
        byte[] hash = stations.doFinal(address.getBytes(StandardCharsets.US_ASCII));
        hash[0] = (byte) (hash[0] & ~1 | 2);
        return HexFormat.ofDelimiter(":").formatHex(hash, 0, MAC_ADDRESS_BYTES);
    }

    @Override
    public String toldClient(String address) {
        return rules.addresses() == PrivacyRules.Addresses.DROP ? null : client(address);
    }

    @Override
    public String toldAnswer(String address) {
        byte[] bytes = AddressText.parse(address);
        return rules.addresses() == PrivacyRules.Addresses.DROP
                ? null
                : AddressText.of(answers.pseudonym(bytes));
    }

    @Override
    public String alias(String address) {
        byte[] hash = aliases.doFinal(address.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, ALIAS_BYTES);
    }

    @Override
    public byte[] hash(byte[] identity) {
        return ids.doFinal(identity);
    }

    @Override
    public boolean tellsServerNames() {
        return rules.serverNames();
    }

    @Override
    public boolean tellsUserAgents() {
        return rules.userAgents();
    }
}
