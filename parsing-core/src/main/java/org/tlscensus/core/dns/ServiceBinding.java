package org.tlscensus.core.dns;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_VALUE;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.row.ServiceRow;
import org.tlscensus.core.tls.EchConfigList;
import org.tlscensus.core.wire.AddressText;
import org.tlscensus.core.wire.ByteCursor;
import org.tlscensus.core.wire.ParseException;

/**
 * Reads records of the types SVCB and HTTPS (RFC 9460 section 2.2). A parameter that does not parse
 * spoils itself; a length that cannot be true spoils those behind it.
 */
final class ServiceBinding {
    // IANA, "DNS Service Bindings (SVCB)".
    private static final int MANDATORY = 0;
    private static final int ALPN = 1;
    private static final int NO_DEFAULT_ALPN = 2;
    private static final int PORT = 3;
    private static final int IPV4_HINT = 4;
    private static final int ECH = 5;
    private static final int IPV6_HINT = 6;
    private static final int DOH_PATH = 7;

    private final int most;
    private List<String> alpn;
    private boolean noDefaultAlpn;
    private Integer port;
    private List<String> ipv4hint;
    private List<String> ipv6hint;
    private Integer echBytes;
    private List<Integer> echConfigIds;
    private List<Integer> echKemIds;
    private List<String> echPublicNames;
    private String dohPath;
    private List<String> mandatory;
    private final List<String> otherKeys = new ArrayList<>(0);
    private String parseError;

    private ServiceBinding(DnsLimits limits) {
        most = limits.serviceValues();
    }

    /**
     * A record's data.
     *
     * @param message all of the message, for the name in it
     */
    static ServiceRow parse(String type, ByteCursor data, byte[] message, DnsLimits limits)
            throws ParseException {
        int priority = data.u16("svc_priority");
        String target = DnsName.read(data, message);
        ServiceBinding binding = new ServiceBinding(limits);
        if (priority != 0) { // of an alias they mean nothing (section 2.4.2)
            binding.parameters(data);
        }
        return binding.row(type, priority, target.isEmpty() ? "." : target);
    }

    private void parameters(ByteCursor in) {
        int before = -1;
        while (!in.isAtEnd()) {
            int key;
            ByteCursor value;
            try {
                key = in.u16("svc_param_key");
                value = in.vector16(0, 0xffff, "svc_param_value");
            } catch (ParseException e) {
                note("parameters", e);
                return;
            }
            try {
                if (key <= before) { // sorted, each once (section 2.2)
                    throw new ParseException(BAD_VALUE, "svc_param_key", 0);
                }
                parameter(key, value);
                value.expectEnd("svc_param_value");
            } catch (ParseException e) {
                note(word(key), e);
            }
            before = key;
        }
    }

    /** Without the place in the message, so that the same record is always told alike. */
    private void note(String parameter, ParseException error) {
        if (parseError == null) {
            parseError = parameter + ": " + error.field() + ": " + error.reason();
        }
    }

    private void parameter(int key, ByteCursor value) throws ParseException {
        switch (key) {
            case MANDATORY -> mandatory = keys(value);
            case ALPN -> alpn = protocols(value);
            case NO_DEFAULT_ALPN -> noDefaultAlpn = true;
            case PORT -> port = value.u16("port");
            case IPV4_HINT -> ipv4hint = addresses(value, false);
            case ECH -> ech(value);
            case IPV6_HINT -> ipv6hint = addresses(value, true);
            case DOH_PATH -> dohPath = text(value);
            default -> {
                if (otherKeys.size() < most) {
                    otherKeys.add(word(key));
                }
                value.rest();
            }
        }
    }

    private List<String> keys(ByteCursor in) throws ParseException {
        List<String> words = new ArrayList<>();
        for (int key : in.u16List("mandatory")) {
            if (words.size() < most) {
                words.add(word(key));
            }
        }
        return words;
    }

    private List<String> protocols(ByteCursor in) throws ParseException {
        List<String> protocols = new ArrayList<>();
        while (!in.isAtEnd()) {
            String protocol = text(in.vector8(1, 0xff, "alpn_id"));
            if (protocols.size() < most) {
                protocols.add(protocol);
            }
        }
        return protocols;
    }

    /** Sorted: servers change the order from answer to answer, and it means nothing. */
    private List<String> addresses(ByteCursor in, boolean isIpv6) throws ParseException {
        List<String> addresses = new ArrayList<>();
        while (!in.isAtEnd()) {
            String address = AddressText.of(in.copy(isIpv6 ? 16 : 4, "address"));
            if (addresses.size() < most) {
                addresses.add(address);
            }
        }
        return addresses.stream().sorted().toList();
    }

    private void ech(ByteCursor in) throws ParseException {
        echBytes = in.remaining();
        List<EchConfigList.Config> configs = EchConfigList.parse(in, most).configs();
        echConfigIds = configs.stream().map(EchConfigList.Config::id).toList();
        echKemIds = configs.stream().map(EchConfigList.Config::kemId).toList();
        echPublicNames = configs.stream().map(EchConfigList.Config::publicName).toList();
    }

    private static String text(ByteCursor in) {
        return new String(in.rest(), StandardCharsets.UTF_8);
    }

    private static String word(int key) {
        return switch (key) {
            case MANDATORY -> "mandatory";
            case ALPN -> "alpn";
            case NO_DEFAULT_ALPN -> "no-default-alpn";
            case PORT -> "port";
            case IPV4_HINT -> "ipv4hint";
            case ECH -> "ech";
            case IPV6_HINT -> "ipv6hint";
            case DOH_PATH -> "dohpath";
            case 8 -> "ohttp";
            default -> "key" + key;
        };
    }

    private ServiceRow row(String type, int priority, String target) {
        return new ServiceRow(
                type,
                priority,
                target,
                alpn,
                noDefaultAlpn,
                port,
                ipv4hint,
                ipv6hint,
                echBytes,
                echConfigIds,
                echKemIds,
                echPublicNames,
                dohPath,
                mandatory,
                otherKeys.isEmpty() ? null : otherKeys,
                parseError);
    }
}
