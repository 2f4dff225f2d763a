package org.tlscensus.core.row;

import java.util.List;
import java.util.function.Function;

/** A service binding: how a service is to be reached, by a record of DNS (RFC 9460). */
public record ServiceRow(
        @Meaning("Type of the record: HTTPS or SVCB") String type,
        @Meaning("Priority, lower is better; of 0 the target is an alias and nothing else is said")
                int priority,
        @Meaning("Name that offers the service, lower case; . is the owner of the record itself")
                String target,
        @Meaning("ALPN protocols; NULL when it names none") List<String> alpn,
        @Meaning("Without the protocol that the scheme has by default") boolean noDefaultAlpn,
        @Meaning("Port; NULL: the usual one") Integer port,
        @Meaning("IPv4 addresses hinted at, sorted; NULL when there are none")
                List<String> ipv4hint,
        @Meaning("IPv6 addresses hinted at, sorted; NULL when there are none")
                List<String> ipv6hint,
        @Meaning("Bytes of the configurations for Encrypted ClientHello; NULL when it has none")
                Integer echBytes,
        @Meaning("Ids of these configurations; a hello names one (tls.client_hello.ech_config_id)")
                List<Integer> echConfigIds,
        @Meaning("HPKE KEM of each, IANA numbers") List<Integer> echKemIds,
        @Meaning("Public name of each: the server name of the outer hello")
                List<String> echPublicNames,
        @Meaning("URI template of DNS over HTTPS (RFC 9461)") String dohPath,
        @Meaning("Keys that a client has to understand; NULL when it names none")
                List<String> mandatory,
        @Meaning("Other keys that are there: ohttp, key65400, …") List<String> otherKeys,
        @Meaning("What does not parse, NULL when all does") String parseError) {

    /** The same with other names for the addresses; one without a name is left out. */
    public ServiceRow withHints(Function<String, String> name) {
        return new ServiceRow(
                type,
                priority,
                target,
                alpn,
                noDefaultAlpn,
                port,
                renamed(ipv4hint, name),
                renamed(ipv6hint, name),
                echBytes,
                echConfigIds,
                echKemIds,
                echPublicNames,
                dohPath,
                mandatory,
                otherKeys,
                parseError);
    }

    private static List<String> renamed(List<String> addresses, Function<String, String> name) {
        return addresses == null
                ? null
                : addresses.stream().map(name).filter(told -> told != null).sorted().toList();
    }
}
