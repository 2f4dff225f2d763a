package org.tlscensus.core.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A revocation list that Bouncy Castle makes. */
public final class MadeList {
    private final String keys;
    private final X509v2CRLBuilder builder;

    private MadeList(String issuer, String keys) {
        this.keys = keys;
        builder = new X509v2CRLBuilder(new X500Name(issuer), date("2024-05-25T00:00:00Z"));
        builder.setNextUpdate(date("2024-06-08T00:00:00Z"));
    }

    /** An empty list, issued on 2024-05-25 for two weeks, that names its issuer's key. */
    public static MadeList by(String issuer, String keys) {
        return new MadeList(issuer, keys)
                .extension(
                        Extension.authorityKeyIdentifier,
                        false,
                        new AuthorityKeyIdentifier(MadeChain.keyId(keys)));
    }

    private static Date date(String time) {
        return Date.from(Instant.parse(time));
    }

    /** Adds an entry; with reason 0 it tells none. */
    public MadeList revoked(String serial, String time, int reason) {
        builder.addCRLEntry(new BigInteger(serial, 16), date(time), reason);
        return this;
    }

    MadeList extension(ASN1ObjectIdentifier oid, boolean isCritical, ASN1Encodable value) {
        try {
            builder.addExtension(oid, isCritical, value);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] der() {
        try {
            return builder.build(
                            new JcaContentSignerBuilder("SHA256withECDSA")
                                    .setProvider(TestKeys.PROVIDER)
                                    .build(TestKeys.ec(keys).getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
