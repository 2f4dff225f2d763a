package org.tlscensus.core.x509;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_VALUE;

import java.util.HashMap;
import java.util.Map;
import org.tlscensus.core.wire.ParseException;

/**
 * How something is signed (AlgorithmIdentifier, RFC 5280 section 4.1.1.2).
 *
 * @param name OpenSSL's name, or the OID
 * @param hash md5, sha1, sha256, …; null when the scheme signs the message itself, or is unknown
 * @param parameters null when there are none
 */
public record SignatureAlgorithm(String oid, String name, String hash, DerValue parameters) {
    static final String RSASSA_PSS = "1.2.840.113549.1.1.10";

    /** OID, name and hash; "-" where there is none to name. */
    private static final String TABLE =
            """
            1.2.840.113549.1.1.2 md2WithRSAEncryption md2
            1.2.840.113549.1.1.3 md4WithRSAEncryption md4
            1.2.840.113549.1.1.4 md5WithRSAEncryption md5
            1.2.840.113549.1.1.5 sha1WithRSAEncryption sha1
            1.2.840.113549.1.1.10 rsassaPss -
            1.2.840.113549.1.1.11 sha256WithRSAEncryption sha256
            1.2.840.113549.1.1.12 sha384WithRSAEncryption sha384
            1.2.840.113549.1.1.13 sha512WithRSAEncryption sha512
            1.2.840.113549.1.1.14 sha224WithRSAEncryption sha224
            1.2.840.113549.1.1.15 sha512-224WithRSAEncryption sha512-224
            1.2.840.113549.1.1.16 sha512-256WithRSAEncryption sha512-256
            1.3.14.3.2.3 md5WithRSA md5
            1.3.14.3.2.29 sha1WithRSA sha1
            1.3.36.3.3.1.2 ripemd160WithRSA ripemd160
            2.16.840.1.101.3.4.3.13 RSA-SHA3-224 sha3-224
            2.16.840.1.101.3.4.3.14 RSA-SHA3-256 sha3-256
            2.16.840.1.101.3.4.3.15 RSA-SHA3-384 sha3-384
            2.16.840.1.101.3.4.3.16 RSA-SHA3-512 sha3-512
            1.2.840.10040.4.3 dsaWithSHA1 sha1
            1.3.14.3.2.27 dsaWithSHA1-old sha1
            2.16.840.1.101.3.4.3.1 dsa_with_SHA224 sha224
            2.16.840.1.101.3.4.3.2 dsa_with_SHA256 sha256
            2.16.840.1.101.3.4.3.3 dsa_with_SHA384 sha384
            2.16.840.1.101.3.4.3.4 dsa_with_SHA512 sha512
            1.2.840.10045.4.1 ecdsa-with-SHA1 sha1
            1.2.840.10045.4.3.1 ecdsa-with-SHA224 sha224
            1.2.840.10045.4.3.2 ecdsa-with-SHA256 sha256
            1.2.840.10045.4.3.3 ecdsa-with-SHA384 sha384
            1.2.840.10045.4.3.4 ecdsa-with-SHA512 sha512
            2.16.840.1.101.3.4.3.9 ecdsa_with_SHA3-224 sha3-224
            2.16.840.1.101.3.4.3.10 ecdsa_with_SHA3-256 sha3-256
            2.16.840.1.101.3.4.3.11 ecdsa_with_SHA3-384 sha3-384
            2.16.840.1.101.3.4.3.12 ecdsa_with_SHA3-512 sha3-512
            1.3.101.112 ED25519 -
            1.3.101.113 ED448 -
            1.2.643.2.2.3 GOST_R_34.11-94_with_GOST_R_34.10-2001 gost94
            1.2.643.2.2.4 GOST_R_34.11-94_with_GOST_R_34.10-94 gost94
            1.2.643.7.1.1.3.2 GOST_R_34.10-2012_with_GOST_R_34.11-2012_(256_bit) gost2012_256
            1.2.643.7.1.1.3.3 GOST_R_34.10-2012_with_GOST_R_34.11-2012_(512_bit) gost2012_512
            1.2.156.10197.1.501 SM2-with-SM3 sm3
            2.16.840.1.101.3.4.3.17 ML-DSA-44 -
            2.16.840.1.101.3.4.3.18 ML-DSA-65 -
            2.16.840.1.101.3.4.3.19 ML-DSA-87 -
            2.16.840.1.101.3.4.3.20 SLH-DSA-SHA2-128s -
            2.16.840.1.101.3.4.3.21 SLH-DSA-SHA2-128f -
            2.16.840.1.101.3.4.3.22 SLH-DSA-SHA2-192s -
            2.16.840.1.101.3.4.3.23 SLH-DSA-SHA2-192f -
            2.16.840.1.101.3.4.3.24 SLH-DSA-SHA2-256s -
            2.16.840.1.101.3.4.3.25 SLH-DSA-SHA2-256f -
            2.16.840.1.101.3.4.3.26 SLH-DSA-SHAKE-128s -
            2.16.840.1.101.3.4.3.27 SLH-DSA-SHAKE-128f -
            2.16.840.1.101.3.4.3.28 SLH-DSA-SHAKE-192s -
            2.16.840.1.101.3.4.3.29 SLH-DSA-SHAKE-192f -
            2.16.840.1.101.3.4.3.30 SLH-DSA-SHAKE-256s -
            2.16.840.1.101.3.4.3.31 SLH-DSA-SHAKE-256f -
            """;

    private static final Map<String, String[]> KNOWN = new HashMap<>();

    static {
        for (String line : TABLE.lines().toList()) {
            String[] fields = line.split(" ", -1);
            String hash = fields[2].equals("-") ? null : fields[2];
            KNOWN.put(
                    fields[0], new String[] {fields[1].replace('_', underscore(fields[1])), hash});
        }
    }

    /** OpenSSL's GOST names have spaces, which the table shows as underscores. */
    private static char underscore(String name) {
        return name.startsWith("GOST") ? ' ' : '_';
    }

    /** The algorithm that an AlgorithmIdentifier names. */
    public static SignatureAlgorithm parse(DerValue identifier, String field)
            throws ParseException {
        DerReader in = identifier.children(DerValue.SEQUENCE, field);
        String oid = in.next(field).oid(field);
        DerValue parameters = in.hasNext() ? in.next(field) : null;
        String[] known = KNOWN.get(oid);
        if (known == null) {
            return new SignatureAlgorithm(oid, oid, null, parameters);
        }
        String hash = oid.equals(RSASSA_PSS) ? pssHash(parameters, field) : known[1];
        return new SignatureAlgorithm(oid, known[0], hash, parameters);
    }

    /** The hash of RSASSA-PSS-params (RFC 4055 section 3.1): SHA-1 when it is not said. */
    private static String pssHash(DerValue parameters, String field) throws ParseException {
        if (parameters == null || parameters.tag() != DerValue.SEQUENCE) {
            return "sha1";
        }
        DerReader in = parameters.children(field);
        DerValue tagged = in.nextIf(DerValue.contextConstructed(0), field);
        if (tagged == null) {
            return "sha1";
        }
        String oid = tagged.children(field).next(field).children(field).next(field).oid(field);
        String name = Hashes.name(oid);
        if (name == null) {
            throw new ParseException(BAD_VALUE, field, tagged.start());
        }
        return name;
    }
}
