package org.tlscensus.jobs.generate.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.util.encoders.Hex;
import org.tlscensus.jobs.generate.plan.KeyKind;
import org.tlscensus.jobs.generate.plan.SignatureHash;

/** Makes one certificate, and says what is in it. */
@SuppressWarnings("JavaUtilDate") // what Bouncy Castle takes
final class CertificateMaker {
    /** id-pe-tlsfeature, and status_request in it (RFC 7633). */
    private static final ASN1ObjectIdentifier TLS_FEATURE =
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");

    private static final int STATUS_REQUEST = 5;

    /** What a certificate is of. */
    enum Role {
        AUTHORITY,
        SERVER,
        CLIENT,
        /** One of Tor: without extensions. */
        TOR
    }

    /**
     * What a certificate is going to say.
     *
     * @param serial a positive number
     * @param dnsNames subjectAltName; empty: no such extension
     * @param ocspUrl or null
     * @param crlUrl or null
     * @param policy OID, or null
     * @param level what the policy means, or null
     */
    record Content(
            Role role,
            DirectoryText subject,
            KeyKind kind,
            SubjectPublicKeyInfo key,
            BigInteger serial,
            Instant notBefore,
            Instant notAfter,
            List<String> dnsNames,
            String ocspUrl,
            String crlUrl,
            String policy,
            String level,
            boolean mustStaple) {}

    /** Whose key signs, and how. */
    record Signature(
            DirectoryText issuer,
            KeyKind kind,
            AsymmetricKeyParameter key,
            SubjectPublicKeyInfo publicKey,
            SignatureHash hash,
            boolean isSpoiled) {}

    private final Content content;
    private final Signature signature;
    private final boolean isSelfSigned;
    private final SecureRandom random;
    private final List<String> keyUsages = new ArrayList<>();
    private final List<String> purposes = new ArrayList<>();
    private String subjectKeyId;
    private String authorityKeyId;

    CertificateMaker(Content content, Signature signature, SecureRandom random) {
        this.content = content;
        this.signature = signature;
        this.random = random;
        isSelfSigned = content.key.equals(signature.publicKey);
    }

    Issued made(Issuer issuer) {
        X509v3CertificateBuilder builder =
                new X509v3CertificateBuilder(
                        signature.issuer.name(),
                        content.serial,
                        Date.from(content.notBefore),
                        Date.from(content.notAfter),
                        content.subject.name(),
                        content.key);
        try {
            if (content.role != Role.TOR) {
                addExtensions(builder);
            }
            byte[] der =
                    builder.build(Signers.of(signature.kind, signature.key, signature.hash, random))
                            .getEncoded();
            if (signature.isSpoiled) {
                der[der.length - 1] ^= 1; // the signature stands last
            }
            return new Issued(der, content.serial, truth(der), issuer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void addExtensions(X509v3CertificateBuilder builder) throws IOException {
        boolean isAuthority = content.role == Role.AUTHORITY;
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isAuthority));
        builder.addExtension(Extension.keyUsage, true, keyUsage(isAuthority));
        if (!isAuthority) {
            builder.addExtension(Extension.extendedKeyUsage, false, purpose());
        }
        // One for all sites would mix what it digests for one with another's.
        BcX509ExtensionUtils keyIds = new BcX509ExtensionUtils();
        SubjectKeyIdentifier own = keyIds.createSubjectKeyIdentifier(content.key);
        subjectKeyId = Hex.toHexString(own.getKeyIdentifier());
        builder.addExtension(Extension.subjectKeyIdentifier, false, own);
        if (!isSelfSigned) {
            AuthorityKeyIdentifier issuers =
                    keyIds.createAuthorityKeyIdentifier(signature.publicKey);
            authorityKeyId = Hex.toHexString(issuers.getKeyIdentifierOctets());
            builder.addExtension(Extension.authorityKeyIdentifier, false, issuers);
        }
        addNames(builder);
        addPointers(builder);
    }

    private KeyUsage keyUsage(boolean isAuthority) {
        if (isAuthority) {
            keyUsages.addAll(List.of("keyCertSign", "cRLSign"));
            return new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
        }
        keyUsages.add("digitalSignature");
        if (!content.kind.isRsa()) {
            return new KeyUsage(KeyUsage.digitalSignature);
        }
        keyUsages.add("keyEncipherment");
        return new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment);
    }

    private ExtendedKeyUsage purpose() {
        boolean isServer = content.role == Role.SERVER;
        purposes.add(isServer ? "serverAuth" : "clientAuth");
        return new ExtendedKeyUsage(
                isServer ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_clientAuth);
    }

    private void addNames(X509v3CertificateBuilder builder) throws IOException {
        if (!content.dnsNames.isEmpty()) {
            GeneralName[] names =
                    content.dnsNames.stream()
                            .map(name -> new GeneralName(GeneralName.dNSName, name))
                            .toArray(GeneralName[]::new);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        if (content.policy != null) {
            builder.addExtension(
                    Extension.certificatePolicies,
                    false,
                    new CertificatePolicies(
                            new PolicyInformation(new ASN1ObjectIdentifier(content.policy))));
        }
    }

    private void addPointers(X509v3CertificateBuilder builder) throws IOException {
        if (content.ocspUrl != null) {
            builder.addExtension(
                    Extension.authorityInfoAccess,
                    false,
                    new AuthorityInformationAccess(
                            AccessDescription.id_ad_ocsp,
                            new GeneralName(
                                    GeneralName.uniformResourceIdentifier, content.ocspUrl)));
        }
        if (content.crlUrl != null) {
            GeneralName url =
                    new GeneralName(GeneralName.uniformResourceIdentifier, content.crlUrl);
            DistributionPointName name = new DistributionPointName(new GeneralNames(url));
            builder.addExtension(
                    Extension.cRLDistributionPoints,
                    false,
                    new CRLDistPoint(
                            new DistributionPoint[] {new DistributionPoint(name, null, null)}));
        }
        if (content.mustStaple) {
            ASN1EncodableVector features = new ASN1EncodableVector();
            features.add(new ASN1Integer(STATUS_REQUEST));
            builder.addExtension(TLS_FEATURE, false, new DERSequence(features));
        }
    }

    private TrueCertificate truth(byte[] der) throws IOException {
        boolean hasExtensions = content.role != Role.TOR;
        boolean isAuthority = content.role == Role.AUTHORITY;
        return new TrueCertificate(
                Fingerprints.sha256(der),
                Fingerprints.sha1(der),
                der,
                3,
                serialText(content.serial),
                content.subject.text(),
                signature.issuer.text(),
                content.subject.commonName(),
                signature.issuer.commonName(),
                signature.issuer.organization(),
                content.notBefore,
                content.notAfter,
                content.notBefore.until(content.notAfter, ChronoUnit.DAYS),
                content.kind.isRsa() ? "rsa" : content.kind.isEc() ? "ecdsa" : "ed25519",
                content.kind.bits(),
                content.kind.curve(),
                content.kind.isRsa() ? "65537" : null,
                Fingerprints.sha256(content.key.getEncoded()),
                Signers.algorithmName(signature.kind, signature.hash),
                Signers.hashName(signature.kind, signature.hash),
                content.dnsNames,
                hasExtensions ? isAuthority : null,
                null,
                keyUsages,
                purposes,
                subjectKeyId,
                authorityKeyId,
                listOf(content.ocspUrl),
                listOf(content.crlUrl),
                listOf(content.policy),
                content.level,
                content.mustStaple,
                content.subject.equals(signature.issuer),
                isSelfSigned && !signature.isSpoiled,
                hasExtensions ? null : "server_link",
                null);
    }

    private static List<String> listOf(String value) {
        return value == null ? List.of() : List.of(value);
    }

    /** The bytes of the number's magnitude. */
    static String serialText(BigInteger serial) {
        String hex = serial.toString(16);
        return hex.length() % 2 == 0 ? hex : "0" + hex;
    }
}
