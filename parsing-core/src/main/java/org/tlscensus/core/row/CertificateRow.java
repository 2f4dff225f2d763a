package org.tlscensus.core.row;

import java.time.Instant;
import java.util.List;

/** What a certificate says of itself: the columns of {@code certificates} that need no archive. */
@Meaning("One row per distinct certificate over the whole archive")
public record CertificateRow(
        @Meaning("SHA-256 of the DER, hex") String sha256,
        @Meaning("SHA-1 of the DER, hex") String sha1,
        @Meaning("The certificate as sent") byte[] der,
        @Meaning("X.509 version, 1 to 3") Integer version,
        @Meaning("Serial number, hex bytes of its magnitude; - before a negative one")
                String serialNumber,
        @Meaning("Subject, RFC 4514") String subject,
        @Meaning("Issuer, RFC 4514") String issuer,
        @Meaning("Most specific common name of the subject") String subjectCommonName,
        @Meaning("Most specific common name of the issuer") String issuerCommonName,
        @Meaning("Organization of the issuer") String issuerOrganization,
        @Meaning("Start of validity") Instant notBefore,
        @Meaning("End of validity") Instant notAfter,
        @Meaning("Whole days from start to end of validity") Long validityDays,
        @Meaning("rsa, ecdsa, dsa, ed25519, ed448, rsa_pss, ml-dsa-65, … or the OID")
                String keyAlgorithm,
        @Meaning("Bits of the key") Integer keyBits,
        @Meaning("Named curve of an EC key; explicit when it is spelled out") String keyCurve,
        @Meaning("Public exponent of an RSA key, decimal") String rsaExponent,
        @Meaning("SHA-256 of the SubjectPublicKeyInfo, hex") String spkiSha256,
        @Meaning("Signature algorithm, e.g. sha256WithRSAEncryption") String signatureAlgorithm,
        @Meaning("Hash of the signature: md5, sha1, sha256, …") String signatureHash,
        @Meaning("DNS names (subjectAltName)") List<String> dnsNames,
        @Meaning("IP addresses (subjectAltName)") List<String> ipAddresses,
        @Meaning("E-mail addresses (subjectAltName)") List<String> emailAddresses,
        @Meaning("URIs (subjectAltName)") List<String> uris,
        @Meaning("Directory names (subjectAltName), RFC 4514") List<String> directoryNames,
        @Meaning("User principal names of Active Directory (subjectAltName, otherName)")
                List<String> userPrincipalNames,
        @Meaning("E-mail addresses that are not ASCII (subjectAltName, SmtpUTF8Mailbox, RFC 9598)")
                List<String> utf8EmailAddresses,
        @Meaning("Further otherNames (subjectAltName): OID:text, or OID:# and the DER, hex")
                List<String> otherNames,
        @Meaning("Registered ids (subjectAltName): OIDs") List<String> registeredIds,
        @Meaning("CA flag of basicConstraints; NULL without the extension") Boolean isCa,
        @Meaning("pathLenConstraint") Integer pathLength,
        @Meaning("Key usage bits by name (RFC 5280 section 4.2.1.3)") List<String> keyUsage,
        @Meaning("Extended key usages by name or OID") List<String> extendedKeyUsage,
        @Meaning("Subject key identifier, hex") String subjectKeyId,
        @Meaning("Authority key identifier, hex") String authorityKeyId,
        @Meaning("OCSP responders (authorityInfoAccess)") List<String> ocspUrls,
        @Meaning("Issuer certificates (authorityInfoAccess)") List<String> caIssuerUrls,
        @Meaning("CRL distribution points") List<String> crlUrls,
        @Meaning("Policy OIDs") List<String> policies,
        @Meaning("dv, ov, ev or individual by CA/Browser Forum policy OID") String validationLevel,
        @Meaning("Names a CA may issue for (nameConstraints), form:name")
                List<String> permittedNames,
        @Meaning("Names a CA may not issue for (nameConstraints), form:name")
                List<String> excludedNames,
        @Meaning("TLS feature status_request (RFC 7633)") Boolean mustStaple,
        @Meaning("Embedded signed certificate timestamps") Integer sctCount,
        @Meaning("Logs of the embedded timestamps: their ids, hex") List<String> sctLogIds,
        @Meaning("Times of the embedded timestamps") List<Instant> sctTimes,
        @Meaning("Carries the precertificate poison (RFC 6962)") Boolean precertificate,
        @Meaning("OIDs of all extensions, in order") List<String> extensions,
        @Meaning("Subject and issuer are the same name") Boolean selfIssued,
        @Meaning("Its own key verifies its signature; NULL when that cannot be checked")
                Boolean selfSigned,
        @Meaning("server_link when it looks like a Tor relay's link certificate") String torPattern,
        @Meaning("With tor_pattern: the versions of Tor that make such certificates")
                String torVersionBand,
        @Meaning("What does not parse, NULL when all does") String parseError) {

    /** The row of a certificate that does not parse. */
    public static CertificateRow unparsed(
            String sha256, String sha1, byte[] der, String parseError) {
        return new CertificateRow(
                sha256,
                sha1,
                der,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                parseError);
    }
}
