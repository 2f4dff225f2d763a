package org.tlscensus.core.x509;

import java.io.Serializable;
import java.util.Set;

/**
 * What is accepted, and how far a path is looked for.
 *
 * @param rejectedHashes hashes whose signatures are not accepted, but for the anchor's own
 * @param minRsaBits smallest RSA or DSA key that is accepted, in bits
 * @param minCurveBits smallest order of an elliptic curve that is accepted, in bits
 * @param maxSent certificates of a chain as sent that are looked at
 * @param maxPath certificates of a path, leaf and anchor included
 * @param maxSteps issuers tried for one chain, over all searches of one kind
 * @param maxCached certificates and their signature results that a judge remembers
 */
public record JudgePolicy(
        Set<String> rejectedHashes,
        int minRsaBits,
        int minCurveBits,
        int maxSent,
        int maxPath,
        int maxSteps,
        int maxCached)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** As in 2016: chains signed with SHA-1 were verifiable, and short keys were. */
    public static final JudgePolicy DEFAULT = new JudgePolicy(Set.of(), 0, 0, 100, 16, 500, 20_000);

    /** As browsers have it since 2017: no MD5, no SHA-1, RSA from 2,048 bits. */
    public static final JudgePolicy STRICT =
            new JudgePolicy(Set.of("md2", "md4", "md5", "sha1"), 2048, 224, 100, 16, 500, 20_000);
}
