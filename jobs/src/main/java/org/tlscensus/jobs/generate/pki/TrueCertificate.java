package org.tlscensus.jobs.generate.pki;

import java.time.Instant;
import java.util.List;

/**
 * What was put into a certificate: columns of the table of certificates, as far as the truth states
 * them.
 */
public record TrueCertificate(
        String sha256,
        String sha1,
        byte[] der,
        Integer version,
        String serialNumber,
        String subject,
        String issuer,
        String subjectCommonName,
        String issuerCommonName,
        String issuerOrganization,
        Instant notBefore,
        Instant notAfter,
        Long validityDays,
        String keyAlgorithm,
        Integer keyBits,
        String keyCurve,
        String rsaExponent,
        String spkiSha256,
        String signatureAlgorithm,
        String signatureHash,
        List<String> dnsNames,
        Boolean isCa,
        Integer pathLength,
        List<String> keyUsage,
        List<String> extendedKeyUsage,
        String subjectKeyId,
        String authorityKeyId,
        List<String> ocspUrls,
        List<String> crlUrls,
        List<String> policies,
        String validationLevel,
        Boolean mustStaple,
        Boolean selfIssued,
        Boolean selfSigned,
        String torPattern,
        String parseError) {}
