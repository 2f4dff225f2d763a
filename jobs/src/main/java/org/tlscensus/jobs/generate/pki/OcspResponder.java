package org.tlscensus.jobs.generate.pki;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.util.encoders.Hex;
import org.tlscensus.jobs.generate.plan.OcspPlan;

/**
 * Answers for all authorities, signed by them. As responders do, they sign ahead: an answer serves
 * for half of its time, whole days, and whoever asks meanwhile gets the same bytes. The sites share
 * the answers, of which those last asked for are kept; one that is made again is the same.
 */
@SuppressWarnings("JavaUtilDate") // what Bouncy Castle takes
public final class OcspResponder {
    private static final long DAY = 86_400_000_000L;

    /** About two kilobytes each. */
    private static final int MOST_ANSWERS = 20_000;

    private final long seed;
    private final Map<Question, OcspAnswer> answers = new LinkedHashMap<>(16, 0.75f, true);

    private record Question(
            String certificate, OcspPlan.Status status, long day, long validMicros) {}

    public OcspResponder(long seed) {
        this.seed = seed;
    }

    /** Whether anybody can be asked about a certificate. */
    public static boolean knows(Issued certificate) {
        return certificate.issuer() != null;
    }

    /**
     * What is said of a certificate at a time.
     *
     * @param validMicros from this_update to next_update, whole seconds count
     */
    public OcspAnswer answer(
            Issued certificate, OcspPlan.Status status, Instant time, long validMicros) {
        long days = Math.max(1, validMicros / 2 / DAY);
        long today = Math.floorDiv(time.getEpochSecond(), 86_400);
        Question question =
                new Question(
                        certificate.sha256(),
                        status,
                        Math.floorDiv(today, days) * days,
                        validMicros);
        OcspAnswer known = known(question);
        if (known != null) {
            return known;
        }
        OcspAnswer answer = made(certificate, question); // signing takes long: not under the lock
        keep(question, answer);
        return answer;
    }

    private synchronized OcspAnswer known(Question question) {
        return answers.get(question);
    }

    private synchronized void keep(Question question, OcspAnswer answer) {
        answers.put(question, answer);
        if (answers.size() > MOST_ANSWERS) {
            Iterator<Question> oldest = answers.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    private OcspAnswer made(Issued certificate, Question question) {
        Issuer issuer = certificate.issuer();
        Instant thisUpdate = Instant.ofEpochSecond(question.day * 86_400);
        Instant nextUpdate = thisUpdate.plusSeconds(question.validMicros / 1_000_000);
        Instant revoked =
                question.status == OcspPlan.Status.REVOKED
                        ? thisUpdate.minus(1, ChronoUnit.DAYS)
                        : null;
        try {
            CertificateID id = id(certificate, issuer);
            BasicOCSPRespBuilder builder =
                    new BasicOCSPRespBuilder(new RespID(issuer.name().name()));
            builder.addResponse(
                    id,
                    status(question.status, revoked),
                    Date.from(thisUpdate),
                    Date.from(nextUpdate));
            String purpose = "ocsp " + question;
            byte[] response =
                    new OCSPRespBuilder()
                            .build(
                                    OCSPRespBuilder.SUCCESSFUL,
                                    builder.build(
                                            Signers.of(
                                                    issuer.kind(),
                                                    issuer.keys().getPrivate(),
                                                    issuer.hash(),
                                                    new SeededRandom(seed, purpose)),
                                            null,
                                            Date.from(thisUpdate)))
                            .getEncoded();
            return new OcspAnswer(
                    new OCSPReqBuilder().addRequest(id).build().getEncoded(),
                    response,
                    issuer.name().text(),
                    thisUpdate,
                    Signers.algorithmName(issuer.kind(), issuer.hash()),
                    Hex.toHexString(id.getIssuerNameHash()),
                    Hex.toHexString(id.getIssuerKeyHash()),
                    CertificateMaker.serialText(certificate.serial()),
                    question.status.word(),
                    revoked,
                    revoked == null ? null : "key_compromise",
                    thisUpdate,
                    nextUpdate);
        } catch (IOException | OCSPException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CertificateID id(Issued certificate, Issuer issuer)
            throws IOException, OCSPException, OperatorCreationException {
        DigestCalculator sha1 = new BcDigestCalculatorProvider().get(CertificateID.HASH_SHA1);
        X509CertificateHolder holder = new X509CertificateHolder(issuer.chain().get(0).der());
        return new CertificateID(sha1, holder, certificate.serial());
    }

    private static CertificateStatus status(OcspPlan.Status status, Instant revoked) {
        return switch (status) {
            case GOOD -> CertificateStatus.GOOD;
            case REVOKED -> new RevokedStatus(Date.from(revoked), CRLReason.keyCompromise);
            case UNKNOWN -> new UnknownStatus();
        };
    }
}
