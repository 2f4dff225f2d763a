package org.tlscensus.jobs.generate.handshake;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatus;
import org.bouncycastle.tls.CertificateStatusType;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.ExtensionType;
import org.bouncycastle.tls.KeyExchangeAlgorithm;
import org.bouncycastle.tls.NewSessionTicket;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsPSKExternal;
import org.bouncycastle.tls.TlsSession;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.tlscensus.jobs.generate.plan.HandshakePlan;

/** A server that chooses what a plan says, or fails; and keeps what it was offered. */
@SuppressWarnings("JdkObsolete") // Bouncy Castle's TLS speaks in vectors
final class AnsweringServer extends AbstractTlsServer {
    /** As long as OpenSSL's are without a client's certificate. */
    static final int TICKET_BYTES = 192;

    private static final int SESSION_ID_BYTES = 32;
    private static final long TICKET_SECONDS = 7200;

    private final HandshakePlan plan;
    private final RecordingKeys keys;
    private final byte[] staple;
    private final SecureRandom random;
    private TlsSession session; // null: it knows none
    private TlsPSKExternal sharedKey; // null: it has none
    private int[] offeredSuites;
    private Hashtable<?, ?> offeredExtensions;

    /**
     * @param staple OCSP response that it staples, or null
     */
    AnsweringServer(BcTlsCrypto crypto, HandshakePlan plan, RecordingKeys keys, byte[] staple) {
        super(crypto);
        this.plan = plan;
        this.keys = keys;
        this.staple = staple;
        random = crypto.getSecureRandom();
    }

    /** What it lets a client resume; null: nothing. */
    TlsSession session() {
        return session;
    }

    void know(TlsSession known) {
        session = known;
    }

    void share(TlsPSKExternal key) {
        sharedKey = key;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public TlsPSKExternal getExternalPSK(Vector identities) {
        return sharedKey;
    }

    /** A session that goes on keeps its ticket. */
    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        if (plan.ticket() && !plan.resumed()) {
            extensions.put(ExtensionType.session_ticket, TlsUtils.EMPTY_BYTES);
        }
        return extensions;
    }

    @Override
    public NewSessionTicket getNewSessionTicket() {
        byte[] ticket = new byte[TICKET_BYTES];
        random.nextBytes(ticket);
        return new NewSessionTicket(TICKET_SECONDS, ticket);
    }

    HandshakePlan plan() {
        return plan;
    }

    /** What came of the handshake. */
    SecurityParameters agreed() {
        return context.getSecurityParametersConnection();
    }

    int[] offeredSuites() {
        return offeredSuites;
    }

    /** Bodies by extension. */
    Hashtable<?, ?> offeredExtensions() {
        return offeredExtensions;
    }

    @Override
    public void notifyOfferedCipherSuites(int[] suites) throws IOException {
        offeredSuites = suites.clone();
        super.notifyOfferedCipherSuites(suites);
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public void processClientExtensions(Hashtable extensions) throws IOException {
        if (extensions != null && offeredExtensions == null) { // a second hello is an answer
            offeredExtensions = new Hashtable<Object, Object>(extensions);
        }
        super.processClientExtensions(extensions);
    }

    @Override
    public byte[] getNewSessionID() {
        if (!plan.resumed()) {
            return super.getNewSessionID();
        }
        byte[] id = new byte[SESSION_ID_BYTES];
        random.nextBytes(id);
        return id;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        session = context.getResumableSession();
    }

    @Override
    public TlsSession getSessionToResume(byte[] id) {
        return session != null && Arrays.equals(id, session.getSessionID()) ? session : null;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return new ProtocolVersion[] {OfferingClient.version(plan.version())};
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return new int[] {Registry.suite(plan.suite(), plan.place())};
    }

    @Override
    public int[] getSupportedGroups() {
        return plan.group() == null
                ? new int[0]
                : new int[] {Registry.group(plan.group(), plan.place())};
    }

    @Override
    protected int selectECDH(int minimumCurveBits) {
        return Registry.group(plan.group(), plan.place());
    }

    @Override
    protected int selectDH(int minimumFiniteFieldBits) {
        return Registry.group(plan.group(), plan.place());
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected Vector getProtocolNames() {
        Vector<ProtocolName> names = new Vector<>();
        if (plan.alpn() != null) {
            names.add(ProtocolName.asUtf8Encoding(plan.alpn()));
        }
        return names;
    }

    @Override
    public TlsCredentials getCredentials() throws IOException {
        int exchange = context.getSecurityParametersHandshake().getKeyExchangeAlgorithm();
        if (exchange == KeyExchangeAlgorithm.RSA) {
            return keys.decryptor(context);
        }
        TlsCredentials signer =
                keys.signer(
                        context, context.getSecurityParametersHandshake().getClientSigAlgs(), null);
        if (signer == null) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
        return signer;
    }

    @Override
    protected boolean allowCertificateStatus() {
        return staple != null;
    }

    @Override
    public CertificateStatus getCertificateStatus() {
        return staple == null
                ? null
                : new CertificateStatus(
                        CertificateStatusType.ocsp, OCSPResponse.getInstance(staple));
    }

    @Override
    public CertificateRequest getCertificateRequest() throws IOException {
        if (plan.clientCertificate() == HandshakePlan.ClientCertificate.NONE) {
            return null;
        }
        ProtocolVersion version = context.getServerVersion();
        Vector<?> schemes =
                TlsUtils.isTLSv12(version)
                        ? TlsUtils.getDefaultSupportedSignatureAlgorithms(context)
                        : null;
        if (TlsUtils.isTLSv13(version)) {
            return new CertificateRequest(TlsUtils.EMPTY_BYTES, schemes, null, null);
        }
        short[] types = {ClientCertificateType.rsa_sign, ClientCertificateType.ecdsa_sign};
        return new CertificateRequest(types, schemes, null);
    }

    @Override
    public void notifyClientCertificate(Certificate certificate) {
        // any will do, and none
    }

    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }
}
