package org.tlscensus.jobs.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tlscensus.core.analysis.Networks;
import org.tlscensus.core.wire.AddressText;
import org.tlscensus.core.wire.Prefix;
import org.tlscensus.jobs.failure.UserError;

class NetworksTest {
    private static final Configuration HADOOP = new Configuration();
    private static final String CSV =
            """
            prefix,as,country
            192.0.2.0/24,64496,DE
            192.0.2.128/25,AS64497,
            2001:db8::/32,,us
            0.0.0.0/0,64499,
            ::/0,64498,
            """;

    @TempDir Path folder;

    private String file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content).toString();
    }

    private static String owner(Networks networks, String address) {
        Prefix one = Prefix.parse(address);
        Networks.Owner owner = networks.owner(one.high(), one.low());
        return owner.as() + " " + owner.country();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 64496 DE",
        "192.0.2.129, 64497 null",
        "192.0.3.1, 64499 null",
        "2001:db8::5, null US",
        "2001:db9::, 64498 null"
    })
    void linesTellOwners(String address, String owner) throws IOException {
        NetworkFiles files =
                NetworkFiles.read(
                        List.of(file("n.csv", CSV.getBytes(StandardCharsets.UTF_8))), HADOOP);
        assertEquals(owner, owner(files.with(LocalNetworks.UNKNOWN), address));
    }

    private static Map<String, Object> as(int number) {
        return Map.of("autonomous_system_number", number);
    }

    private static Map<String, Object> country(String key, String code) {
        return Map.of(key, Map.of("iso_code", code));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 64496 DE",
        "192.0.2.129, 64496 CH",
        "198.51.100.1, 64500 null",
        "2001:db8::5, 64501 FR",
        "2001:db9::, null null"
    })
    void severalFilesTellWhatOneDoesNot(String address, String owner) throws IOException {
        MadeMmdb as =
                new MadeMmdb("Made-ASN")
                        .add("192.0.2.0/24", as(64496))
                        .add("198.51.100.0/24", Map.of("asn", "AS64500"))
                        .add("2001:db8::/32", as(64501));
        MadeMmdb countries =
                new MadeMmdb("Made-Country")
                        .add("192.0.2.0/25", country("country", "DE"))
                        .add("192.0.2.128/25", Map.of("country_code", "CH"))
                        .add("2001:db8::/32", country("registered_country", "FR"));
        List<String> names =
                List.of(file("as.mmdb", as.bytes()), file("country.mmdb", countries.bytes()));
        Networks networks = NetworkFiles.read(names, HADOOP).with(LocalNetworks.UNKNOWN);
        assertEquals(owner, owner(networks, address));
        assertEquals(owner, owner(networks, address)); // once more, from those at hand
    }

    private static String refusal(List<String> names) {
        return assertThrows(UserError.class, () -> NetworkFiles.read(names, HADOOP)).getMessage();
    }

    @Test
    void anMmdbOfAnotherKindIsRefused() throws IOException {
        byte[] other =
                new MadeMmdb("Made-Domain").add("192.0.2.0/24", Map.of("domain", "x")).bytes();
        String refusal = refusal(List.of(file("other.mmdb", other)));
        assertTrue(refusal.contains("type Made-Domain"), refusal);
    }

    @Test
    void everyCutOfAnMmdbIsRefusedOrRead() throws IOException {
        byte[] whole = new MadeMmdb("Made-ASN").add("192.0.2.0/24", as(64496)).bytes();
        for (int length = 0; length < whole.length; length++) {
            List<String> cut = List.of(file("cut.mmdb", Arrays.copyOf(whole, length)));
            assertFalse(refusal(cut).contains("\n"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.0/24,1|line 1: want prefix,as,country",
                "192.0.2.1/24,1,DE|line 1: want prefix,as,country",
                "192.0.2.0/24,one,DE|line 1: want prefix,as,country",
                "192.0.2.0/24,4294967296,DE|line 1: want prefix,as,country",
                "192.0.2.0/24,1,DEU|line 1: want prefix,as,country",
                "192.0.2.0/33,1,DE|line 1: want prefix,as,country",
                "prefix,as,country|has no networks"
            })
    void linesThatAreNoneAreRefused(String text, String message) throws IOException {
        String refusal = refusal(List.of(file("n.csv", text.getBytes(StandardCharsets.UTF_8))));
        assertTrue(refusal.contains(message), refusal);
    }

    @Test
    void aPrefixThatComesTwiceIsRefused() throws IOException {
        String text = "192.0.2.0/24,1,DE\n198.51.100.0/24,1,DE\n192.0.2.0/24,2,DE\n";
        String refusal = refusal(List.of(file("n.csv", text.getBytes(StandardCharsets.UTF_8))));
        assertTrue(refusal.contains("192.0.2.0/24 twice"), refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 10.0.0.1, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, ::1, false",
        "::/0, ::1, true",
        "::/0, 192.0.2.1, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.8, false"
    })
    void localAddressesAreKnown(String local, String address, boolean isLocal) {
        Prefix one = Prefix.parse(address);
        Networks networks = NetworkFiles.NONE.with(LocalNetworks.of(List.of(local), HADOOP));
        assertEquals(isLocal, networks.isLocal(one.high(), one.low()));
    }

    @Test
    void localNetworksStandInFilesToo() throws IOException {
        String name =
                file(
                        "own.txt",
                        "# ours\n192.0.2.0/24 # campus\n\n2001:DB8::/32\n"
                                .getBytes(StandardCharsets.UTF_8));
        LocalNetworks local = LocalNetworks.of(List.of("10.0.0.0/8", name), HADOOP);
        assertEquals(List.of("10.0.0.0/8", "192.0.2.0/24", "2001:db8::/32"), local.texts());
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8 10.1.0.0/16, 10.1.0.0/16 is in 10.0.0.0/8",
        "10.0.0.0/8 10.0.0.0/8, 10.0.0.0/8 is in 10.0.0.0/8",
        "10.0.0.1/8, is no network",
        "10.0.0.0/33, is no network",
        "nothing, there is no file"
    })
    void whatIsNoSetOfNetworksIsRefused(String given, String message) {
        List<String> networks = List.of(given.split(" "));
        String refusal =
                assertThrows(UserError.class, () -> LocalNetworks.of(networks, HADOOP))
                        .getMessage();
        assertTrue(refusal.contains(message), refusal);
    }

    /** Against a search through all of them. */
    @Test
    void theLongestPrefixIsFound() {
        long seed = 7;
        Random random = new Random(seed);
        TreeSet<Prefix> all = new TreeSet<>(PrefixTable.ORDER);
        while (all.size() < 2_000) {
            int bits = 4 + random.nextInt(29);
            int address = random.nextInt() & 0xf0ff_00ff & -1 << 32 - bits;
            all.add(Prefix.parse(AddressText.ipv4(address) + "/" + bits));
        }
        List<Prefix> prefixes = new ArrayList<>(all);
        PrefixTable table = new PrefixTable(prefixes);
        for (int i = 0; i < 20_000; i++) {
            long low = 0xffff_0000_0000L | random.nextInt() & 0xf0ff_00ffL;
            int longest = -1;
            for (int at = 0; at < prefixes.size(); at++) {
                boolean holds = prefixes.get(at).holds(0, low);
                boolean isLonger =
                        longest < 0 || prefixes.get(at).length() > prefixes.get(longest).length();
                longest = holds && isLonger ? at : longest;
            }
            assertEquals(longest, table.find(0, low), "address " + i + " of seed " + seed);
        }
    }
}
