package org.tlscensus.core.x509;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.tlscensus.core.wire.ParseException;

/**
 * How Tor's link connections look. Their certificates: two made-up host names as the only parts of
 * subject and issuer, an RSA key, version 3 and no extension. Where TLS 1.3 hides the certificate
 * there is only the server name, which is made up too, but could be a real one.
 */
public final class TorPattern {
    /** A server whose certificate is a link's. */
    public static final String SERVER_LINK = "server_link";

    /** A server name as Tor makes them, and no certificate to be seen. */
    public static final String SNI_ONLY = "sni_only";

    private static final List<String> SETTINGS =
            List.of("subject", "issuer", "key_algorithm", "version", "extensions", "server_name");

    /** The rules that come with the program. */
    public static final TorPattern DEFAULT = fromResource("tor-pattern.conf");

    private final Pattern subject;
    private final Pattern issuer;
    private final String keyAlgorithm;
    private final int version;
    private final int extensions;
    private final Pattern serverName;

    private TorPattern(Map<String, String> settings) {
        subject = Pattern.compile(settings.get("subject"));
        issuer = Pattern.compile(settings.get("issuer"));
        keyAlgorithm = settings.get("key_algorithm");
        version = Integer.parseInt(settings.get("version"));
        extensions = Integer.parseInt(settings.get("extensions"));
        serverName = Pattern.compile(settings.get("server_name"));
    }

    /**
     * Rules from a text with a setting a line, {@code name = value}; a # begins a comment.
     *
     * @throws IllegalArgumentException when a setting is missing, unknown or not understood
     */
    public static TorPattern parse(String text) {
        Map<String, String> settings = new HashMap<>();
        for (String line : text.lines().toList()) {
            String setting = line.strip();
            if (setting.isEmpty() || setting.startsWith("#")) {
                continue;
            }
            int equals = setting.indexOf('=');
            String name = equals < 0 ? setting : setting.substring(0, equals).strip();
            if (equals < 0 || !SETTINGS.contains(name)) {
                throw new IllegalArgumentException("Tor pattern: unknown setting: " + setting);
            }
            settings.put(name, setting.substring(equals + 1).strip());
        }
        for (String name : SETTINGS) {
            if (!settings.containsKey(name)) {
                throw new IllegalArgumentException("Tor pattern: no setting " + name);
            }
        }
        return new TorPattern(settings);
    }

    /** The rules of a text, or those that come with the program when it is null. */
    public static TorPattern orDefault(String text) {
        return text == null ? DEFAULT : parse(text);
    }

    private static TorPattern fromResource(String name) {
        try (InputStream in = TorPattern.class.getResourceAsStream(name)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a certificate looks like a link's; one that does not parse does not. */
    public boolean isLink(byte[] der) {
        try {
            CertificateStructure in =
                    CertificateStructure.parse(der, CertificateLimits.DEFAULT, new Notes(0));
            return match(
                            DirectoryName.parse(in.subject(), "subject"),
                            DirectoryName.parse(in.issuer(), "issuer"),
                            SubjectKey.parse(in.subjectPublicKeyInfo()),
                            in.version(),
                            in.extensions().size())
                    != null;
        } catch (ParseException e) {
            return false;
        }
    }

    /** Whether a server name is of those that Tor's clients make up. */
    public boolean isMadeUp(String name) {
        return name != null && serverName.matcher(name).matches();
    }

    /** {@link #SERVER_LINK}, or null when the certificate does not look like that. */
    String match(
            DirectoryName subject,
            DirectoryName issuer,
            SubjectKey key,
            int version,
            int extensions) {
        if (version != this.version
                || extensions != this.extensions
                || !key.algorithm().equals(keyAlgorithm)) {
            return null;
        }
        String subjectName = subject.soleCommonName();
        String issuerName = issuer.soleCommonName();
        boolean matches =
                subjectName != null
                        && issuerName != null
                        && !subjectName.equals(issuerName)
                        && this.subject.matcher(subjectName).matches()
                        && this.issuer.matcher(issuerName).matches();
        return matches ? SERVER_LINK : null;
    }
}
