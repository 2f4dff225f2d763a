package org.tlscensus.core.tls.quic;

import java.util.HexFormat;
import java.util.List;

/**
 * What turns a connection id into the secrets of Initial packets: it differs between versions so
 * that nobody relies on one (RFC 9001 section 5.2).
 */
enum InitialSalt {
    /** RFC 9001; drafts from 33 on had it already. */
    V1("38762cf7f55934b34d179ae6a4c80cadccbb7f0a", "quic "),
    /** RFC 9369 section 3.3.1. */
    V2("0dede3def700a6db819381be6e269dcbf9bd2ed9", "quicv2 "),
    /** Drafts of version 2 whose number was another. */
    V2_DRAFT("a707c203a59b47184a1d62ca570406ea7ae3e5d3", "quicv2 "),
    /** draft-ietf-quic-tls-29 to 32. */
    DRAFT_29("afbfec289993d24c9e9786f19c6111e04390a899", "quic "),
    /** draft-ietf-quic-tls-23 to 28. */
    DRAFT_23("c3eef712c72ebb5a11a7d2432bb46365bef9f502", "quic "),
    /** draft-ietf-quic-tls-21 and 22. */
    DRAFT_21("7fbcdb0e7c66bbe9193a96cd21519ebd7a02644a", "quic "),
    /** Google's QUIC before it became IETF's; so are the next two. */
    Q050("504574efd066fe2f9d945cfcdbd3a7f0d3b56b45", "quic "),
    T050("7ff579e5acd072915580304c43a2367c60488310", "quic "),
    T051("7a4edef4e7ccee5fa4506c19124fc8ccda6e033d", "quic ");

    /** Those of the IETF's versions that kept the first version's labels and packet types. */
    static final List<InitialSalt> LIKE_V1 = List.of(V1, DRAFT_29, DRAFT_23, DRAFT_21);

    private final String hex;
    private final String labels;

    InitialSalt(String hex, String labels) {
        this.hex = hex;
        this.labels = labels;
    }

    /** The salt itself; the caller owns the array. */
    byte[] salt() {
        return HexFormat.of().parseHex(hex);
    }

    /** What the labels of keys begin with. */
    String labels() {
        return labels;
    }
}
