package org.tlscensus.core.x509;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.tlscensus.core.wire.Side;

/** Certificates parsed, and chains judged at first sight, by one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class X509Benchmark {
    private static final int CHAINS = 2000;
    private static final int INTERMEDIATES = 20;

    /** What all keys are: RSA of 2048 bits, or P-256. */
    @Param({"RSA", "EC"})
    public String keyType;

    private final List<List<byte[]>> chains = new ArrayList<>();
    private TrustStore store;
    private ChainJudge judge;

    /** Makes chains of leaf and intermediate below one root. */
    @Setup
    public void makeChains() {
        KeyPair root = keys("root");
        store =
                TrustStore.of(
                        "made",
                        List.of(
                                MadeChain.authority("CN=R", "r", "CN=R", "r")
                                        .keys(root)
                                        .signedBy(root)
                                        .der()));
        KeyPair leaf = keys("leaf");
        for (int i = 0; i < INTERMEDIATES; i++) {
            String name = "CN=I" + i;
            KeyPair keys = keys("intermediate");
            byte[] intermediate =
                    MadeChain.authority(name, "i" + i, "CN=R", "r").keys(keys).signedBy(root).der();
            for (int j = 0; j < CHAINS / INTERMEDIATES; j++) {
                String host = "h" + i + "-" + j + ".example";
                GeneralNames names = new GeneralNames(new GeneralName(GeneralName.dNSName, host));
                byte[] der =
                        new TestCertificate()
                                .subject("CN=" + host)
                                .keys(leaf)
                                .issuer(name, keys)
                                .extension(Extension.subjectAlternativeName, names)
                                .der();
                chains.add(List.of(der, intermediate));
            }
        }
    }

    private KeyPair keys(String owner) {
        return keyType.equals("RSA") ? TestKeys.rsa(owner, 2048) : TestKeys.ec(owner);
    }

    /** A judge that has seen nothing yet. */
    @Setup(Level.Invocation)
    public void forget() {
        judge = new ChainJudge(null, JudgePolicy.DEFAULT);
    }

    /** Certificates a second. */
    @Benchmark
    @OperationsPerInvocation(CHAINS)
    public int parses() {
        int names = 0;
        for (List<byte[]> chain : chains) {
            names += CertificateParser.parse(chain.get(0)).dnsNames().size();
        }
        return names;
    }

    /** Chains a second. */
    @Benchmark
    @OperationsPerInvocation(CHAINS)
    public int judges() {
        int trusted = 0;
        for (List<byte[]> chain : chains) {
            Verdict verdict = judge.judge(chain, MadeChain.TIME, store, Side.SERVER);
            trusted += verdict.reason() == Reason.TRUSTED ? 1 : 0;
        }
        return trusted;
    }
}
