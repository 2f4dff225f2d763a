package org.tlscensus.core.x509;

import java.util.ArrayList;
import java.util.List;
import org.tlscensus.core.wire.ParseException;

/**
 * Of which certificates a revocation list speaks (RFC 5280 sections 5.2.4 and 5.2.5).
 *
 * @param points where the list is to be found, URIs: certificates that name one of them are in it;
 *     empty: all are
 * @param isOfUsers only those that are no CA's
 * @param isOfAuthorities only those of CAs
 * @param isPartial it has some only: what changed, some reasons, or attribute certificates; who is
 *     not in it may be revoked
 * @param isIndirect its entries may be of other issuers
 */
public record ListScope(
        List<String> points,
        boolean isOfUsers,
        boolean isOfAuthorities,
        boolean isPartial,
        boolean isIndirect) {
    static final ListScope ALL = new ListScope(List.of(), false, false, false, false);

    private static final String FIELD = "issuingDistributionPoint";
    private static final int MAX_POINTS = 100;

    /** The same, of which some may be missing. */
    ListScope andPartial() {
        return new ListScope(points, isOfUsers, isOfAuthorities, true, isIndirect);
    }

    /** Reads the extension; {@code isPartial} stays when it was known before. */
    ListScope and(DerValue value) throws ParseException {
        DerReader in = value.children(DerValue.SEQUENCE, FIELD);
        DerValue name = in.nextIf(DerValue.contextConstructed(0), FIELD);
        List<String> uris = name == null ? List.of() : uris(name);
        boolean isNameHidden = name != null && uris.isEmpty();
        boolean users = isTrue(in.nextIf(DerValue.context(1), FIELD));
        boolean authorities = isTrue(in.nextIf(DerValue.context(2), FIELD));
        boolean someReasons = in.nextIf(DerValue.context(3), FIELD) != null;
        boolean indirect = isTrue(in.nextIf(DerValue.context(4), FIELD));
        boolean attributes = isTrue(in.nextIf(DerValue.context(5), FIELD));
        boolean partial = isPartial || someReasons || attributes || isNameHidden;
        return new ListScope(uris, users, authorities, partial, indirect);
    }

    /** The flags are implicit. */
    private static boolean isTrue(DerValue flag) {
        return flag != null && flag.length() == 1 && flag.bytes()[flag.body()] != 0;
    }

    private static List<String> uris(DerValue name) throws ParseException {
        List<String> uris = new ArrayList<>();
        DerValue fullName = name.children(FIELD).nextIf(DerValue.contextConstructed(0), FIELD);
        if (fullName == null) {
            return uris;
        }
        DerReader names = fullName.children(FIELD);
        while (names.hasNext() && uris.size() < MAX_POINTS) {
            DerValue uri = names.next(FIELD);
            if (uri.tag() == GeneralName.URI) {
                uris.add(DerText.shown(uri));
            }
        }
        return uris;
    }
}
