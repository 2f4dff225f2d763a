package org.tlscensus.core.x509;

import static org.tlscensus.core.x509.MadeChain.authority;
import static org.tlscensus.core.x509.MadeChain.keyId;
import static org.tlscensus.core.x509.MadeChain.replace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;

/** What may be wrong with a chain, or odd without being wrong. */
@SuppressWarnings("ImmutableEnumChecker") // a change keeps no state
enum ChainDefect {
    LEAF_EXPIRED(c -> c.leaf.valid("2020-01-01T00:00:00Z", "2024-05-31T00:00:00Z")),
    LEAF_NOT_YET_VALID(c -> c.leaf.valid("2024-06-02T00:00:00Z", "2025-01-01T00:00:00Z")),
    LOWER_EXPIRED(c -> c.lower.valid("2020-01-01T00:00:00Z", "2024-01-01T00:00:00Z")),
    UPPER_NOT_YET_VALID(c -> c.upper.valid("2024-07-01T00:00:00Z", "2025-01-01T00:00:00Z")),
    ROOT_EXPIRED(c -> c.root.valid("1999-01-01T00:00:00Z", "2019-01-01T00:00:00Z")),
    LEAF_SIGNATURE_BROKEN(c -> c.sent(sent -> broken(sent, 0))),
    LOWER_SIGNATURE_BROKEN(c -> c.sent(sent -> broken(sent, 1))),
    UPPER_SIGNED_BY_ANOTHER(c -> c.upper.signedBy(TestKeys.ec("another"))),
    LOWER_MISSING(c -> c.sent(sent -> without(sent, c.lower))),
    UPPER_MISSING(c -> c.sent(sent -> without(sent, c.upper))),
    LOWER_NO_CA(
            c ->
                    replace(
                            c.lower,
                            Extension.basicConstraints,
                            x ->
                                    x.critical(
                                            Extension.basicConstraints,
                                            new BasicConstraints(false)))),
    LOWER_WITHOUT_BASIC_CONSTRAINTS(c -> c.lower.without(Extension.basicConstraints)),
    LOWER_WITHOUT_BOTH(
            c -> c.lower.without(Extension.basicConstraints).without(Extension.keyUsage)),
    LOWER_MAY_NOT_SIGN(
            c ->
                    replace(
                            c.lower,
                            Extension.keyUsage,
                            x -> x.critical(Extension.keyUsage, new KeyUsage(KeyUsage.cRLSign)))),
    UPPER_PATH_LENGTH_0(c -> pathLength(c.upper, 0)),
    LOWER_PATH_LENGTH_0(c -> pathLength(c.lower, 0)),
    ROOT_PATH_LENGTH_1(c -> pathLength(c.root, 1)),
    ROOT_PATH_LENGTH_2(c -> pathLength(c.root, 2)),
    LEAF_FOR_CLIENTS(c -> purpose(c.leaf, KeyPurposeId.id_kp_clientAuth)),
    LEAF_FOR_ANY_PURPOSE(c -> purpose(c.leaf, KeyPurposeId.anyExtendedKeyUsage)),
    LEAF_WITHOUT_PURPOSE(c -> c.leaf.without(Extension.extendedKeyUsage)),
    UPPER_FOR_CLIENTS(c -> purpose(c.upper, KeyPurposeId.id_kp_clientAuth)),
    LOWER_FOR_SERVERS(c -> purpose(c.lower, KeyPurposeId.id_kp_serverAuth)),
    LEAF_KEY_FOR_CRLS(
            c ->
                    replace(
                            c.leaf,
                            Extension.keyUsage,
                            x -> x.critical(Extension.keyUsage, new KeyUsage(KeyUsage.cRLSign)))),
    LEAF_UNKNOWN_CRITICAL(c -> c.leaf.critical(unknown(), DERNull.INSTANCE)),
    LEAF_UNKNOWN_UNCRITICAL(c -> c.leaf.extension(unknown(), DERNull.INSTANCE)),
    LOWER_UNKNOWN_CRITICAL(c -> c.lower.critical(unknown(), DERNull.INSTANCE)),
    LEAF_POISONED(
            c ->
                    c.leaf.critical(
                            new ASN1ObjectIdentifier(ExtensionIds.PRECERTIFICATE_POISON),
                            DERNull.INSTANCE)),
    LEAF_NAMES_MALFORMED(
            c ->
                    c.leaf.without(Extension.subjectAlternativeName)
                            .extension(
                                    Extension.subjectAlternativeName, new byte[] {0x30, 5}, false)),
    DNS_PERMITTED(c -> constrain(c.upper, permitted(GeneralName.dNSName, "example"))),
    DNS_NOT_PERMITTED(c -> constrain(c.upper, permitted(GeneralName.dNSName, "host.test"))),
    DNS_EXCLUDED(c -> constrain(c.lower, excluded(GeneralName.dNSName, "host.example"))),
    ADDRESS_NOT_PERMITTED(
            c -> constrain(c.upper, permitted(GeneralName.iPAddress, "198.51.100.0/24"))),
    ADDRESS_EXCLUDED(c -> constrain(c.lower, excluded(GeneralName.iPAddress, "192.0.2.0/28"))),
    MAIL_EXCLUDED(c -> constrain(c.upper, excluded(GeneralName.rfc822Name, "mail.example"))),
    DIRECTORY_NOT_PERMITTED(c -> constrain(c.upper, permitted(GeneralName.directoryName, "C=FR"))),
    DIRECTORY_EXCLUDED(c -> constrain(c.lower, excluded(GeneralName.directoryName, "C=de"))),
    ROOT_CONSTRAINS(c -> constrain(c.root, excluded(GeneralName.dNSName, ".example"))),
    ROOT_UNKNOWN(
            c ->
                    c.trusted(
                            trusted ->
                                    List.of(
                                            authority("CN=Other", "other", "CN=Other", "other")
                                                    .der()))),
    ROOT_OF_SAME_NAME(
            c ->
                    c.trusted(
                            trusted ->
                                    List.of(
                                            authority(
                                                            "CN=Root,O=Made",
                                                            "other",
                                                            "CN=Root,O=Made",
                                                            "other")
                                                    .der()))),
    WRONG_ORDER(c -> c.sent(sent -> reversed(sent))),
    DOUBLES(c -> c.sent(sent -> doubled(sent))),
    STRANGER_SENT(c -> c.sent(sent -> with(sent, authority("CN=X", "x", "CN=Y", "y").der()))),
    ROOT_SENT(c -> c.sent(sent -> with(sent, c.root.der()))),
    NAMESAKE_SENT(
            c ->
                    c.sent(
                            sent ->
                                    with(
                                            sent,
                                            authority(
                                                            "CN=Lower,O=Made",
                                                            "namesake",
                                                            "CN=Upper,O=Made",
                                                            "upper")
                                                    .der()))),
    LOOP_SENT(
            c ->
                    c.sent(
                            sent ->
                                    with(
                                            sent,
                                            authority(
                                                            "CN=Upper,O=Made",
                                                            "upper",
                                                            "CN=Lower,O=Made",
                                                            "lower")
                                                    .der()))),
    CROSS_SIGN_SENT(
            c ->
                    c.sent(
                            sent ->
                                    with(
                                            sent,
                                            authority("CN=Root,O=Made", "root", "CN=Old", "old")
                                                    .der()))),
    LEAF_SELF_SIGNED(c -> c.leaf.issuerName("C=DE,CN=host.example").signedBy(TestKeys.ec("leaf"))),
    LEAF_NAMED_AS_ISSUER(c -> c.leaf.issuerName("C=DE,CN=host.example")),
    LEAF_KEY_ID_WRONG(
            c ->
                    replace(
                            c.leaf,
                            Extension.authorityKeyIdentifier,
                            x ->
                                    x.extension(
                                            Extension.authorityKeyIdentifier,
                                            new AuthorityKeyIdentifier(keyId("nobody"))))),
    LOWER_SHA1(c -> c.lower.algorithm("SHA1withECDSA")),
    ROOT_VERSION_1(c -> c.root.version1()),
    LOWER_VERSION_1(c -> c.lower.version1()),
    ISSUER_NAME_OTHERWISE_WRITTEN(c -> c.leaf.issuerName("CN=lower,O=  MADE"));

    private final Consumer<MadeChain> change;

    ChainDefect(Consumer<MadeChain> change) {
        this.change = change;
    }

    void applyTo(MadeChain chain) {
        change.accept(chain);
    }

    private static ASN1ObjectIdentifier unknown() {
        return new ASN1ObjectIdentifier("1.3.6.1.4.1.32473.1");
    }

    private static void pathLength(TestCertificate certificate, int length) {
        replace(
                certificate,
                Extension.basicConstraints,
                x -> x.critical(Extension.basicConstraints, new BasicConstraints(length)));
    }

    private static void purpose(TestCertificate certificate, KeyPurposeId purpose) {
        replace(
                certificate,
                Extension.extendedKeyUsage,
                x -> x.extension(Extension.extendedKeyUsage, new ExtendedKeyUsage(purpose)));
    }

    private static void constrain(TestCertificate certificate, NameConstraints constraints) {
        replace(
                certificate,
                Extension.nameConstraints,
                x -> x.critical(Extension.nameConstraints, constraints));
    }

    private static NameConstraints permitted(int form, String name) {
        return new NameConstraints(subtrees(form, name), null);
    }

    private static NameConstraints excluded(int form, String name) {
        return new NameConstraints(null, subtrees(form, name));
    }

    private static GeneralSubtree[] subtrees(int form, String name) {
        GeneralName base =
                form == GeneralName.directoryName
                        ? new GeneralName(TestCertificate.name(name))
                        : new GeneralName(form, name);
        return new GeneralSubtree[] {new GeneralSubtree(base)};
    }

    private static List<byte[]> broken(List<byte[]> sent, int index) {
        List<byte[]> changed = new ArrayList<>(sent);
        if (index < changed.size()) {
            byte[] der = changed.get(index).clone();
            der[der.length - 1] ^= 1;
            changed.set(index, der);
        }
        return changed;
    }

    private static List<byte[]> without(List<byte[]> sent, TestCertificate certificate) {
        String name = CertificateParser.parse(certificate.der()).subject();
        List<byte[]> changed = new ArrayList<>(sent);
        changed.removeIf(der -> CertificateParser.parse(der).subject().equals(name));
        return changed;
    }

    private static List<byte[]> with(List<byte[]> sent, byte[] der) {
        List<byte[]> changed = new ArrayList<>(sent);
        changed.add(1, der);
        return changed;
    }

    private static List<byte[]> reversed(List<byte[]> sent) {
        List<byte[]> changed = new ArrayList<>(sent);
        Collections.reverse(changed.subList(1, changed.size()));
        return changed;
    }

    private static List<byte[]> doubled(List<byte[]> sent) {
        List<byte[]> changed = new ArrayList<>(sent);
        changed.addAll(sent);
        return changed;
    }
}
