package org.tlscensus.core.x509;

import static org.tlscensus.core.wire.ParseException.Reason.BAD_VALUE;
import static org.tlscensus.core.wire.ParseException.Reason.TOO_LARGE;

import java.math.BigInteger;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECCurve;
import org.tlscensus.core.wire.ParseException;

/**
 * A curve that a key spells out (SpecifiedECDomain, SEC 1 section C.2). Over a prime field, or over
 * one of characteristic two with a polynomial basis: what OpenSSL reads.
 */
final class ExplicitCurve {
    private static final String PRIME_FIELD = "1.2.840.10045.1.1";
    private static final String CHARACTERISTIC_TWO_FIELD = "1.2.840.10045.1.2";
    private static final String TRINOMIAL = "1.2.840.10045.1.2.3.2";
    private static final String PENTANOMIAL = "1.2.840.10045.1.2.3.3";

    /** OpenSSL's bound: sect571 has the largest field of the named curves. */
    private static final int MAX_FIELD_BITS = 661;

    private final int fieldBits;
    private final BigInteger order;
    private final BigInteger cofactor;
    private final byte[] base;
    private final Field field;
    private final BigInteger a;
    private final BigInteger b;

    /** Makes the curve over a field, of its coefficients, order and cofactor. */
    private interface Field {
        ECCurve curve(BigInteger a, BigInteger b, BigInteger order, BigInteger cofactor);
    }

    private ExplicitCurve(DerValue parameters) throws ParseException {
        DerReader in = parameters.children(DerValue.SEQUENCE, "parameters");
        in.next(DerValue.INTEGER, "version");
        DerReader fieldId = in.next("fieldID").children(DerValue.SEQUENCE, "fieldID");
        DerReader curve = in.next("curve").children(DerValue.SEQUENCE, "curve");
        base = in.next(DerValue.OCTET_STRING, "base").content();
        DerValue encodedOrder = in.next("order");
        order = encodedOrder.magnitude("order");
        cofactor = in.hasNext() ? in.next("cofactor").magnitude("cofactor") : null;
        String type = fieldId.next("fieldType").oid("fieldType");
        DerValue fieldParameters = fieldId.only("parameters");
        a = octets(curve, "a");
        b = octets(curve, "b");
        switch (type) {
            case PRIME_FIELD -> {
                BigInteger p = fieldParameters.magnitude("p");
                fieldBits = bound(p.bitLength(), fieldParameters);
                field =
                        (first, second, n, h) ->
                                new ECCurve.Fp(p, first.mod(p), second.mod(p), n, h);
            }
            case CHARACTERISTIC_TWO_FIELD -> {
                DerReader two = fieldParameters.children(DerValue.SEQUENCE, "parameters");
                int m = bound(two.next("m").count("m"), fieldParameters);
                fieldBits = m;
                int[] terms = polynomial(two, fieldParameters);
                field = (first, second, n, h) -> curve(m, terms, first, second, n, h);
            }
            default -> throw new ParseException(BAD_VALUE, "fieldType", parameters.start());
        }
        if (order.signum() == 0 || order.bitLength() > fieldBits + 1) { // by Hasse's theorem
            throw new ParseException(BAD_VALUE, "order", encodedOrder.start());
        }
    }

    /** The curve and its base point; throws what Bouncy Castle throws where they do not fit. */
    static ECDomainParameters domain(DerValue parameters) throws ParseException {
        ExplicitCurve explicit = new ExplicitCurve(parameters);
        ECCurve curve =
                explicit.field.curve(explicit.a, explicit.b, explicit.order, explicit.cofactor);
        return new ECDomainParameters(
                curve, curve.decodePoint(explicit.base), explicit.order, explicit.cofactor);
    }

    private static int bound(int bits, DerValue at) throws ParseException {
        if (bits > MAX_FIELD_BITS) {
            throw new ParseException(TOO_LARGE, "fieldID", at.start());
        }
        return bits;
    }

    private static BigInteger octets(DerReader in, String name) throws ParseException {
        DerValue value = in.next(DerValue.OCTET_STRING, name);
        return new BigInteger(1, value.content());
    }

    /** The middle terms: one, or three. */
    private static int[] polynomial(DerReader in, DerValue at) throws ParseException {
        String basis = in.next("basis").oid("basis");
        DerValue terms = in.only("parameters");
        switch (basis) {
            case TRINOMIAL -> {
                return new int[] {terms.count("k")};
            }
            case PENTANOMIAL -> {
                DerReader three = terms.children(DerValue.SEQUENCE, "parameters");
                return new int[] {
                    three.next("k1").count("k1"),
                    three.next("k2").count("k2"),
                    three.only("k3").count("k3")
                };
            }
            default -> throw new ParseException(BAD_VALUE, "basis", at.start());
        }
    }

    private static ECCurve curve(
            int m, int[] k, BigInteger a, BigInteger b, BigInteger order, BigInteger cofactor) {
        return k.length == 1
                ? new ECCurve.F2m(m, k[0], a, b, order, cofactor)
                : new ECCurve.F2m(m, k[0], k[1], k[2], a, b, order, cofactor);
    }
}
