package org.tlscensus.core.x509;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;

/** A named curve. Curves are kept: there are few, and making one takes long. */
final class EllipticCurve {
    private static final Map<String, EllipticCurve> KNOWN = new ConcurrentHashMap<>();

    private final String name;
    private final ECDomainParameters domain;

    private EllipticCurve(String name, X9ECParameters parameters) {
        this.name = name;
        this.domain = new ECDomainParameters(parameters);
    }

    /** The curve, or null when it is unknown. */
    static EllipticCurve byOid(String oid) {
        EllipticCurve known = KNOWN.get(oid);
        if (known != null) {
            return known;
        }
        ASN1ObjectIdentifier asn1 = new ASN1ObjectIdentifier(oid);
        X9ECParameters parameters = CustomNamedCurves.getByOID(asn1);
        if (parameters == null) {
            parameters = ECNamedCurveTable.getByOID(asn1);
        }
        if (parameters == null) {
            return null;
        }
        String secName = SECNamedCurves.getName(asn1);
        String name = secName != null ? secName : ECNamedCurveTable.getName(asn1);
        EllipticCurve curve = new EllipticCurve(name != null ? name : oid, parameters);
        KNOWN.put(oid, curve);
        return curve;
    }

    /** SEC 2's name if it has one, else the name in the curve's own standard, else the OID. */
    static String name(String oid) {
        EllipticCurve curve = byOid(oid);
        return curve == null ? oid : curve.name;
    }

    int orderBits() {
        return domain.getN().bitLength();
    }

    ECDomainParameters domain() {
        return domain;
    }
}
