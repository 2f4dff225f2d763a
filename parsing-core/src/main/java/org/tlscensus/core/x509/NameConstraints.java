package org.tlscensus.core.x509;

import static org.tlscensus.core.wire.ParseException.Reason.TOO_LARGE;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tlscensus.core.wire.ParseException;
import org.tlscensus.core.x509.CertificateStructure.Extension;

/** The names for which a CA may issue (RFC 5280 section 4.2.1.10): bases of subtrees. */
record NameConstraints(List<DerValue> permitted, List<DerValue> excluded) {

    static NameConstraints parse(Extension extension, CertificateLimits limits)
            throws ParseException {
        String field = "nameConstraints";
        DerReader in = extension.content(field).children(DerValue.SEQUENCE, field);
        DerValue permitted = in.nextIf(DerValue.contextConstructed(0), field);
        DerValue excluded = in.nextIf(DerValue.contextConstructed(1), field);
        return new NameConstraints(subtrees(permitted, limits), subtrees(excluded, limits));
    }

    private static List<DerValue> subtrees(DerValue trees, CertificateLimits limits)
            throws ParseException {
        String field = "GeneralSubtree";
        List<DerValue> bases = new ArrayList<>();
        if (trees == null) {
            return bases;
        }
        DerReader in = trees.children(field);
        while (in.hasNext()) {
            DerValue tree = in.next(field);
            if (bases.size() == limits.maxNames()) {
                throw new ParseException(TOO_LARGE, field, tree.start());
            }
            bases.add(tree.children(DerValue.SEQUENCE, field).next(field));
        }
        return bases;
    }

    /** The permitted bases as {@code form:name}. */
    List<String> permittedText() throws ParseException {
        return text(permitted);
    }

    /** The excluded bases as {@code form:name}. */
    List<String> excludedText() throws ParseException {
        return text(excluded);
    }

    private static List<String> text(List<DerValue> bases) throws ParseException {
        List<String> text = new ArrayList<>(bases.size());
        for (DerValue base : bases) {
            text.add(text(base));
        }
        return text;
    }

    private static String text(DerValue base) throws ParseException {
        int tag = base.tag();
        if (tag == GeneralName.DNS) {
            return "dns:" + DerText.shown(base);
        }
        if (tag == GeneralName.EMAIL) {
            return "email:" + DerText.shown(base);
        }
        if (tag == GeneralName.URI) {
            return "uri:" + DerText.shown(base);
        }
        if (tag == GeneralName.DIRECTORY) {
            DerValue name = base.children("directoryName").only("directoryName");
            return "directory:" + DirectoryName.parse(name, "directoryName").text();
        }
        if (tag == GeneralName.IP) {
            int half = base.length() / 2;
            String mask = IpText.of(base, half, base.length() - half);
            return "ip:" + IpText.of(base, 0, half) + "/" + mask;
        }
        return "#" + HexFormat.of().formatHex(base.encoded());
    }
}
