package org.tlscensus.core.x509;

import java.util.Locale;

/** Why a chain got its verdict. The words are data: the table of verdicts shows them. */
public enum Reason {
    TRUSTED(Word.VERIFIABLE, "path to a trust anchor"),
    SELF_SIGNED(Word.SELF_SIGNED, "the leaf's own key signed it"),

    LEAF_EXPIRED(Word.EXPIRED, "leaf expired"),
    LEAF_NOT_YET_VALID(Word.EXPIRED, "leaf not yet valid"),
    INTERMEDIATE_EXPIRED(Word.EXPIRED, "intermediate expired"),
    INTERMEDIATE_NOT_YET_VALID(Word.EXPIRED, "intermediate not yet valid"),
    ANCHOR_EXPIRED(Word.EXPIRED, "trust anchor expired"),
    ANCHOR_NOT_YET_VALID(Word.EXPIRED, "trust anchor not yet valid"),

    NO_CERTIFICATE(Word.BROKEN, "no certificate"),
    LEAF_UNREADABLE(Word.BROKEN, "leaf does not parse"),
    MALFORMED_EXTENSION(Word.BROKEN, "an extension that decides is malformed"),
    ISSUER_NOT_FOUND(Word.BROKEN, "issuer not found"),
    UNTRUSTED_ROOT(Word.BROKEN, "root is not trusted"),
    BAD_SIGNATURE(Word.BROKEN, "signature does not verify"),
    UNKNOWN_SIGNATURE_ALGORITHM(Word.BROKEN, "signature cannot be checked"),
    NOT_A_CA(Word.BROKEN, "issuer is not a CA"),
    NO_CERTIFICATE_SIGNING(Word.BROKEN, "issuer may not sign certificates"),
    PATH_TOO_LONG(Word.BROKEN, "path length constraint exceeded"),
    NAME_NOT_PERMITTED(Word.BROKEN, "name constraint violated"),
    NOT_FOR_SERVERS(Word.BROKEN, "not for server authentication"),
    NOT_FOR_CLIENTS(Word.BROKEN, "not for client authentication"),
    UNKNOWN_CRITICAL_EXTENSION(Word.BROKEN, "unknown critical extension"),
    WEAK_SIGNATURE(Word.BROKEN, "signature hash not accepted"),
    EXPLICIT_CURVE(Word.BROKEN, "key spells its curve out"),
    WEAK_KEY(Word.BROKEN, "key too small"),
    SEARCH_LIMIT(Word.BROKEN, "search for a path given up");

    /** The verdicts. */
    enum Word {
        VERIFIABLE,
        EXPIRED,
        SELF_SIGNED,
        BROKEN
    }

    private final Word word;
    private final String text;

    Reason(Word word, String text) {
        this.word = word;
        this.text = text;
    }

    /** The word in the table: verifiable, expired, self_signed or broken. */
    public String verdict() {
        return word.name().toLowerCase(Locale.ROOT);
    }

    /** The reason in words. */
    public String text() {
        return text;
    }

    boolean isAboutDates() {
        return word == Word.EXPIRED;
    }
}
