package org.tlscensus.jobs.generate.handshake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.KeyShareEntry;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsUtils;
import org.tlscensus.jobs.generate.plan.HandshakePlan;
import org.tlscensus.jobs.generate.plan.TlsVersion;

/** Asks Bouncy Castle's endpoints what they agreed upon. */
final class FactsReader {
    private FactsReader() {}

    static HandshakeFacts read(OfferingClient client, AnsweringServer server, List<Part> parts)
            throws IOException {
        SecurityParameters agreed = client.agreed();
        HandshakePlan plan = server.plan();
        boolean isTls13 = plan.version() == TlsVersion.TLS13;
        boolean isResumed = isTls13 ? client.isKeyTaken() : agreed.isResumedSession();
        if (isResumed != plan.resumed()) {
            throw new IOException("the session is not resumed");
        }
        int group = agreed.getNegotiatedGroup();
        ProtocolName alpn = agreed.getApplicationProtocol();
        long serverHellos =
                parts.stream().filter(part -> part.kind() == Part.Kind.SERVER_HELLO).count();
        return new HandshakeFacts(
                word(agreed.getNegotiatedVersion()),
                Registry.suiteName(agreed.getCipherSuite()),
                agreed.getCipherSuite(),
                plan.resumed() && !isTls13
                        ? null
                        : group < 0 ? plan.group() : NamedGroup.getName(group),
                alpn == null ? null : alpn.getUtf8Decoding(),
                resumption(plan),
                serverHellos > 1,
                plan.clientCertificate() != HandshakePlan.ClientCertificate.NONE,
                plan.staple(),
                hello(server));
    }

    private static String resumption(HandshakePlan plan) {
        if (!plan.resumed()) {
            return null;
        }
        if (plan.version() == TlsVersion.TLS13) {
            return "psk";
        }
        return plan.ticket() ? "ticket" : "session_id";
    }

    private static HelloFacts hello(AnsweringServer server) throws IOException {
        Hashtable<?, ?> extensions = server.offeredExtensions();
        int[] groups = TlsExtensionsUtils.getSupportedGroupsExtension(extensions);
        ProtocolVersion[] versions =
                TlsExtensionsUtils.getSupportedVersionsExtensionClient(extensions);
        Vector<?> shares = TlsExtensionsUtils.getKeyShareClientHello(extensions);
        short[] pskModes = TlsExtensionsUtils.getPSKKeyExchangeModesExtension(extensions);
        byte[] ticket = TlsUtils.getExtensionData(extensions, ExtensionType.session_ticket);
        Vector<?> protocols = TlsExtensionsUtils.getALPNExtensionClient(extensions);
        return new HelloFacts(
                versions == null ? null : Arrays.stream(versions).map(FactsReader::word).toList(),
                IntStream.of(server.offeredSuites()).boxed().toList(),
                groups == null ? null : IntStream.of(groups).boxed().toList(),
                list(shares, share -> ((KeyShareEntry) share).getNamedGroup()),
                list(
                        TlsExtensionsUtils.getSignatureAlgorithmsExtension(extensions),
                        scheme -> SignatureScheme.from((SignatureAndHashAlgorithm) scheme)),
                list(protocols, name -> utf8((ProtocolName) name)),
                pskModes == null ? null : numbers(pskModes),
                ticket != null && ticket.length > 0,
                TlsExtensionsUtils.getStatusRequestExtension(extensions) != null,
                TlsExtensionsUtils.hasExtendedMasterSecretExtension(extensions));
    }

    private static List<Integer> numbers(short[] values) {
        return IntStream.range(0, values.length).mapToObj(i -> (int) values[i]).toList();
    }

    private static String utf8(ProtocolName name) {
        return name.getUtf8Decoding();
    }

    private static <T> List<T> list(Vector<?> values, Function<Object, T> reader) {
        if (values == null) {
            return null; // there is no such extension
        }
        List<T> list = new ArrayList<>();
        values.forEach(value -> list.add(reader.apply(value)));
        return list;
    }

    private static String word(ProtocolVersion version) {
        return switch (version.getFullVersion()) {
            case 0x0301 -> "tls1.0";
            case 0x0302 -> "tls1.1";
            case 0x0303 -> "tls1.2";
            case 0x0304 -> "tls1.3";
            default -> throw new IllegalArgumentException(version.getName());
        };
    }
}
