package org.tlscensus.core.x509;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OpenSSL's verdict on chains, as a referee. */
final class Openssl {
    private static final Pattern ERROR = Pattern.compile("error (\\d+) at \\d+ depth");
    private static final int NOT_YET_VALID = 9;
    private static final int EXPIRED = 10;
    private static final int SELF_SIGNED_LEAF = 18;

    private final Path folder;
    private final String purpose;

    private Openssl(Path folder, String purpose) {
        this.folder = folder;
        this.purpose = purpose;
    }

    /** The same, for what clients send. */
    Openssl forClients() {
        return new Openssl(folder, "sslclient");
    }

    /** The program; without it a test is skipped with a printed reason, but in CI it fails. */
    static Openssl inFolder(Path folder) {
        boolean there;
        try {
            there = new ProcessBuilder("openssl", "version").start().waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            there = false;
        }
        if (!there) {
            System.out.println("skipped: no openssl on the path");
            assertNotEquals("true", System.getenv("CI"), "CI has to have openssl");
        }
        assumeTrue(there, "no openssl");
        return new Openssl(folder, "sslserver");
    }

    /** The verdict in our words: what its errors mean by the definitions of the verdicts. */
    String verdict(List<byte[]> chain, List<byte[]> trusted, Instant time)
            throws IOException, InterruptedException {
        return verdict(chain, pem("trusted.pem", trusted), time);
    }

    /**
     * The verdict against a PEM file of anchors. It stops at a certificate that is not yet valid,
     * so whether dates are all that is wrong is asked again, without them.
     */
    String verdict(List<byte[]> chain, Path trusted, Instant time)
            throws IOException, InterruptedException {
        pem("leaf.pem", chain.subList(0, 1));
        pem("sent.pem", chain);
        Set<Integer> errors = errors(trusted, "-attime", Long.toString(time.getEpochSecond()));
        if (errors.contains(SELF_SIGNED_LEAF)) {
            return "self_signed";
        }
        if (errors.isEmpty()) {
            return "verifiable";
        }
        boolean onlyDates =
                Set.of(NOT_YET_VALID, EXPIRED).containsAll(errors)
                        && errors(trusted, "-no_check_time").isEmpty();
        return onlyDates ? "expired" : "broken";
    }

    /** The numbers of the errors; 0 for a failure without one. */
    private Set<Integer> errors(Path trusted, String... time)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("openssl", "verify", "-no-CApath", "-no-CAstore"));
        command.addAll(List.of(time));
        command.addAll(List.of("-purpose", purpose, "-trusted", trusted.toString()));
        command.addAll(List.of("-untrusted", folder.resolve("sent.pem").toString()));
        command.add(folder.resolve("leaf.pem").toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Set<Integer> errors = new TreeSet<>();
        Matcher matcher = ERROR.matcher(output);
        while (matcher.find()) {
            errors.add(Integer.valueOf(matcher.group(1)));
        }
        if (process.waitFor() != 0 && errors.isEmpty()) {
            errors.add(0);
        }
        return errors;
    }

    private Path pem(String name, List<byte[]> certificates) throws IOException {
        return Files.writeString(folder.resolve(name), pem(certificates));
    }

    /** The certificates in PEM. */
    static String pem(List<byte[]> certificates) {
        StringBuilder pem = new StringBuilder();
        Base64.Encoder base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
        for (byte[] der : certificates) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(base64.encodeToString(der))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return pem.toString();
    }
}
