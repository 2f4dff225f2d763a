package org.tlscensus.jobs.generate.handshake;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatusRequest;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsPSK;
import org.bouncycastle.tls.TlsPSKExternal;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsSession;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.tlscensus.jobs.generate.plan.ClientPlan;
import org.tlscensus.jobs.generate.plan.TlsVersion;

/** A client that offers what a plan says, and trusts every server. */
@SuppressWarnings("JdkObsolete") // Bouncy Castle's TLS speaks in vectors
final class OfferingClient extends AbstractTlsClient {
    private final ClientPlan plan;
    private final byte[] serverName;
    private final RecordingKeys ownKeys; // null: it has no certificate
    private TlsSession session; // null: it has none
    private byte[] ticket = {}; // of a session before TLS 1.3; empty: it takes one
    private TlsPSKExternal sharedKey; // of a session of TLS 1.3; null: it has none
    private boolean isKeyTaken;

    /**
     * @param serverName that it asks for, or null
     */
    OfferingClient(BcTlsCrypto crypto, ClientPlan plan, byte[] serverName, RecordingKeys ownKeys) {
        super(crypto);
        this.plan = plan;
        this.serverName = serverName;
        this.ownKeys = ownKeys;
    }

    /** The session that it is going to resume, or that it has after a handshake; null: none. */
    TlsSession session() {
        return session;
    }

    void resume(TlsSession known) {
        session = known;
    }

    /** It has a ticket of a session before TLS 1.3, beside what it knows of the session. */
    void showTicket(byte[] known) {
        ticket = known;
    }

    /**
     * It has a pre-shared key. Bouncy Castle's are external ones; on the wire they are what a
     * session's are, but for the age of the ticket (RFC 8446 section 4.2.11).
     */
    void share(TlsPSKExternal key) {
        sharedKey = key;
    }

    /** Whether the server took the key. */
    boolean isKeyTaken() {
        return isKeyTaken;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Vector getExternalPSKs() {
        return sharedKey == null ? null : new Vector<>(List.of(sharedKey));
    }

    @Override
    public void notifySelectedPSK(TlsPSK key) {
        isKeyTaken = key != null;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = super.getClientExtensions();
        if (plan.tickets()) {
            extensions.put(ExtensionType.session_ticket, ticket);
        }
        return extensions;
    }

    @Override
    public TlsSession getSessionToResume() {
        return session;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        session = context.getResumableSession();
    }

    /** What came of the handshake. */
    SecurityParameters agreed() {
        return context.getSecurityParametersConnection();
    }

    static ProtocolVersion version(TlsVersion version) {
        return switch (version) {
            case TLS10 -> ProtocolVersion.TLSv10;
            case TLS11 -> ProtocolVersion.TLSv11;
            case TLS12 -> ProtocolVersion.TLSv12;
            case TLS13 -> ProtocolVersion.TLSv13;
        };
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return plan.versions().stream()
                .map(OfferingClient::version)
                .toArray(ProtocolVersion[]::new);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return plan.suites().stream()
                .mapToInt(name -> Registry.suite(name, plan.place()))
                .toArray();
    }

    private Vector<Integer> groups(List<String> names) {
        Vector<Integer> groups = new Vector<>();
        names.forEach(name -> groups.add(Registry.group(name, plan.place())));
        return groups;
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected Vector getSupportedGroups(Vector namedGroupRoles) {
        return groups(plan.groups());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Vector getEarlyKeyShareGroups() {
        return groups(plan.keyShares());
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected Vector getProtocolNames() {
        if (plan.alpn().isEmpty()) {
            return null;
        }
        Vector<ProtocolName> names = new Vector<>();
        plan.alpn().forEach(name -> names.add(ProtocolName.asUtf8Encoding(name)));
        return names;
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected Vector getSNIServerNames() {
        if (serverName == null) {
            return null;
        }
        Vector<ServerName> names = new Vector<>();
        names.add(new ServerName((short) 0, serverName));
        return names;
    }

    @Override
    protected CertificateStatusRequest getCertificateStatusRequest() {
        return plan.statusRequest() ? super.getCertificateStatusRequest() : null;
    }

    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate) {
                // any will do
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) {
                return ownKeys == null
                        ? null
                        : ownKeys.signer(
                                context,
                                request.getSupportedSignatureAlgorithms(),
                                request.getCertificateRequestContext());
            }
        };
    }
}
