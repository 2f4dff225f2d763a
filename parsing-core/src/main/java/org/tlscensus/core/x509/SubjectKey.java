package org.tlscensus.core.x509;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_VALUE;
import static org.tlscensus.core.wire.ParseException.Reason.TOO_LARGE;

import java.math.BigInteger;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.tlscensus.core.wire.ParseException;

/**
 * A public key (SubjectPublicKeyInfo, RFC 5280 section 4.1.2.7).
 *
 * @param algorithm rsa, ecdsa, ed25519, …, or the OID
 * @param parameters null when there are none
 * @param encoded the whole SubjectPublicKeyInfo
 * @param key the octets of the key
 */
record SubjectKey(String oid, String algorithm, DerValue parameters, DerValue encoded, byte[] key) {
    static final String RSA = "rsa";
    static final String RSA_PSS = "rsa_pss";
    static final String ECDSA = "ecdsa";
    static final String DSA = "dsa";
    static final String ED25519 = "ed25519";
    static final String ED448 = "ed448";

    /** In {@code key_curve}: an EC key that spells its curve out instead of naming it. */
    private static final String EXPLICIT = "explicit";

    private static final Map<String, String> ALGORITHMS =
            Map.ofEntries(
                    Map.entry("1.2.840.113549.1.1.1", RSA),
                    Map.entry("2.5.8.1.1", RSA),
                    Map.entry("1.2.840.113549.1.1.10", RSA_PSS),
                    Map.entry("1.2.840.10045.2.1", ECDSA),
                    Map.entry("1.3.132.1.12", "ecdh"),
                    Map.entry("1.2.840.10040.4.1", DSA),
                    Map.entry("1.3.14.3.2.12", DSA),
                    Map.entry("1.2.840.10046.2.1", "dh"),
                    Map.entry("1.2.840.113549.1.3.1", "dh"),
                    Map.entry("1.3.101.110", "x25519"),
                    Map.entry("1.3.101.111", "x448"),
                    Map.entry("1.3.101.112", ED25519),
                    Map.entry("1.3.101.113", ED448),
                    Map.entry("1.2.643.2.2.20", "gost94"),
                    Map.entry("1.2.643.2.2.19", "gost2001"),
                    Map.entry("1.2.643.7.1.1.1.1", "gost2012_256"),
                    Map.entry("1.2.643.7.1.1.1.2", "gost2012_512"),
                    Map.entry("2.16.840.1.101.3.4.3.17", "ml-dsa-44"),
                    Map.entry("2.16.840.1.101.3.4.3.18", "ml-dsa-65"),
                    Map.entry("2.16.840.1.101.3.4.3.19", "ml-dsa-87"),
                    Map.entry("2.16.840.1.101.3.4.3.20", "slh-dsa-sha2-128s"),
                    Map.entry("2.16.840.1.101.3.4.3.21", "slh-dsa-sha2-128f"),
                    Map.entry("2.16.840.1.101.3.4.3.22", "slh-dsa-sha2-192s"),
                    Map.entry("2.16.840.1.101.3.4.3.23", "slh-dsa-sha2-192f"),
                    Map.entry("2.16.840.1.101.3.4.3.24", "slh-dsa-sha2-256s"),
                    Map.entry("2.16.840.1.101.3.4.3.25", "slh-dsa-sha2-256f"),
                    Map.entry("2.16.840.1.101.3.4.3.26", "slh-dsa-shake-128s"),
                    Map.entry("2.16.840.1.101.3.4.3.27", "slh-dsa-shake-128f"),
                    Map.entry("2.16.840.1.101.3.4.3.28", "slh-dsa-shake-192s"),
                    Map.entry("2.16.840.1.101.3.4.3.29", "slh-dsa-shake-192f"),
                    Map.entry("2.16.840.1.101.3.4.3.30", "slh-dsa-shake-256s"),
                    Map.entry("2.16.840.1.101.3.4.3.31", "slh-dsa-shake-256f"));

    /** Modulus and exponent (RFC 8017 section A.1.1). */
    record RsaNumbers(BigInteger modulus, BigInteger exponent) {}

    static SubjectKey parse(DerValue info) throws ParseException {
        DerReader in = info.children(DerValue.SEQUENCE, "subjectPublicKeyInfo");
        DerReader identifier = in.next("algorithm").children(DerValue.SEQUENCE, "algorithm");
        String oid = identifier.next("algorithm").oid("algorithm");
        DerValue parameters = identifier.hasNext() ? identifier.next("parameters") : null;
        byte[] key = in.only("subjectPublicKey").octetsOfBits("subjectPublicKey");
        String algorithm = ALGORITHMS.getOrDefault(oid, oid);
        return new SubjectKey(oid, algorithm, parameters, info, key);
    }

    boolean isRsa() {
        return algorithm.equals(RSA) || algorithm.equals(RSA_PSS);
    }

    RsaNumbers rsaNumbers() throws ParseException {
        DerReader in =
                DerValue.of(key, "subjectPublicKey").children(DerValue.SEQUENCE, "RSAPublicKey");
        return new RsaNumbers(
                in.next("modulus").magnitude("modulus"),
                in.only("publicExponent").magnitude("publicExponent"));
    }

    /** Bits of the key as OpenSSL counts them; null for a key of unknown kind. */
    Integer bits() throws ParseException {
        return switch (algorithm) {
            case RSA, RSA_PSS -> rsaNumbers().modulus().bitLength();
            case ECDSA, "ecdh" -> curveBits();
            case DSA, "dh" -> firstParameterBits();
            case "gost94" -> 1024;
            case "gost2001", "gost2012_256" -> 256;
            case "x25519", ED25519 -> 253; // of the group's order
            case "gost2012_512" -> 512;
            case "x448" -> 448;
            case ED448 -> 456;
            default -> algorithm.contains("-dsa-") ? Integer.valueOf(8 * key.length) : null;
        };
    }

    /** The size of the prime that domain parameters begin with; null when they are inherited. */
    private Integer firstParameterBits() throws ParseException {
        if (parameters == null || parameters.tag() != DerValue.SEQUENCE) {
            return null;
        }
        return parameters.children("parameters").next("p").magnitude("p").bitLength();
    }

    /** The name of an EC key's curve as SEC 2 has it, the OID of an unknown one; else null. */
    String curve() throws ParseException {
        if (!isElliptic()) {
            return null;
        }
        if (parameters == null || hasExplicitCurve()) {
            return parameters == null ? null : EXPLICIT;
        }
        return EllipticCurve.name(parameters.oid("parameters"));
    }

    private boolean isElliptic() {
        return algorithm.equals(ECDSA) || algorithm.equals("ecdh");
    }

    private Integer curveBits() throws ParseException {
        if (parameters == null) {
            throw new ParseException(BAD_VALUE, "parameters", encoded.start());
        }
        if (parameters.tag() == DerValue.SEQUENCE) {
            return explicitOrderBits();
        }
        EllipticCurve curve = EllipticCurve.byOid(parameters.oid("parameters"));
        return curve == null ? null : Integer.valueOf(curve.orderBits());
    }

    /** SpecifiedECDomain (SEC 1 section C.2): version, field, curve, base point, order. */
    private int explicitOrderBits() throws ParseException {
        DerReader in = parameters.children("parameters");
        in.next(DerValue.INTEGER, "version");
        in.next(DerValue.SEQUENCE, "fieldID");
        in.next(DerValue.SEQUENCE, "curve");
        in.next(DerValue.OCTET_STRING, "base");
        return in.next("order").magnitude("order").bitLength();
    }

    /** The exponent of an RSA key in decimal, else null. */
    String rsaExponent(CertificateLimits limits) throws ParseException {
        if (!isRsa()) {
            return null;
        }
        BigInteger exponent = rsaNumbers().exponent();
        if (exponent.bitLength() > limits.maxKeyBits()) {
            throw new ParseException(TOO_LARGE, "publicExponent", encoded.start());
        }
        return exponent.toString();
    }

    /** The key's curve for calculations; null when it is unknown or spelled out. */
    EllipticCurve ellipticCurve() throws ParseException {
        boolean named = isElliptic() && parameters != null && parameters.tag() == DerValue.OID;
        return named ? EllipticCurve.byOid(parameters.oid("parameters")) : null;
    }

    /** Whether the key spells its curve out instead of naming it. */
    boolean hasExplicitCurve() {
        return isElliptic() && parameters != null && parameters.tag() == DerValue.SEQUENCE;
    }

    ASN1ObjectIdentifier asn1Oid() {
        return new ASN1ObjectIdentifier(oid);
    }
}
